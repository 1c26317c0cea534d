package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How responses look on the wire, and what follows them. */
final class HttpResponseTest {

  private static final String GET = "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n";

  private static Application pieces(int status, Headers headers, String... pieces) {
    return (_, _, outbox) -> {
      outbox.send(new HttpCommand.Start(status, headers));
      for (var piece : pieces) {
        outbox.send(new HttpCommand.Body(Bytes.utf8(piece), true));
      }
      outbox.send(new HttpCommand.Body(Bytes.empty(), false));
    };
  }

  @Test
  void requestsOnOneConnectionAreAnsweredOneAfterTheOther() {
    try (var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send(GET.formatted(1) + GET.formatted(2) + "POST /3 HTTP/1.1\r\nHost: a\r\n");
      client.send("Content-Length: 2\r\n\r\nhi" + GET.formatted(4));

      assertThat(client.response().body()).isEqualTo("GET /1 ");
      assertThat(client.response().body()).isEqualTo("GET /2 ");
      assertThat(client.response().body()).isEqualTo("POST /3 hi");
      assertThat(client.response().body()).isEqualTo("GET /4 ");
      client.send(GET.formatted(5));
      assertThat(client.response().body()).isEqualTo("GET /5 ");
    }
  }

  @Test
  void aRequestWaitsForTheResponseBeforeIt() {
    var second = new CompletableFuture<String>();
    var mayEnd = new CompletableFuture<Void>();
    Application application =
        (scope, inbox, outbox) -> {
          if (((HttpScope) scope).path().equals("/1")) {
            mayEnd.join();
            assertThat(second).isNotDone();
          } else {
            second.complete("begun");
          }
          TestServers.answering("done").serve(scope, inbox, outbox);
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET.formatted(1) + GET.formatted(2));
      mayEnd.complete(null);

      assertThat(client.response().status()).isEqualTo(200);
      assertThat(client.response().status()).isEqualTo(200);
      assertThat(second.join()).isEqualTo("begun");
    }
  }

  @Test
  void aShortResponseHasALength() {
    try (var server = TestServers.start(TestServers.answering("hello"));
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));

      var response = client.response();

      assertThat(response.headers()).containsEntry("Content-Length", "5");
      assertThat(response.headers()).doesNotContainKeys("Transfer-Encoding", "Connection");
      assertThat(response.headers().get("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} .* GMT");
    }
  }

  @Test
  void aLongResponseComesInChunks() {
    try (var server = TestServers.start(pieces(200, Headers.none(), "one", "", "two"));
        var client = new RawClient(server)) {
      client.send(GET.formatted("") + GET.formatted(""));

      var response = client.response();

      assertThat(response.headers()).containsEntry("Transfer-Encoding", "chunked");
      assertThat(response.body()).isEqualTo("onetwo");
      assertThat(client.response().body()).isEqualTo("onetwo");
    }
  }

  @Test
  void anOldClientReadsALongResponseUntilTheEnd() {
    try (var server = TestServers.start(pieces(200, Headers.none(), "one", "two"));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      var response = client.response();

      assertThat(response.headers()).doesNotContainKeys("Transfer-Encoding", "Content-Length");
      assertThat(response.headers()).containsEntry("Connection", "close");
      assertThat(response.body()).isEqualTo("onetwo");
    }
  }

  @Test
  void anOldClientMayAskForMore() {
    try (var server = TestServers.start(TestServers.answering("a"));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.response().headers()).containsEntry("Connection", "keep-alive");

      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(client.response().headers()).containsEntry("Connection", "close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aClientOrAnApplicationMayEndTheConnection() {
    try (var server = TestServers.start(pieces(200, Headers.of("Connection", "close"), "a"));
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));
      assertThat(client.response().headers()).containsEntry("Connection", "close");
      assertThat(client.isAtEnd()).isTrue();
    }
    try (var server = TestServers.start(TestServers.answering("a"));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n");
      assertThat(client.response().status()).isEqualTo(200);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aHeadHasTheHeadersOfAGetAndNoBody() {
    try (var server = TestServers.start(TestServers.answering("hello"));
        var client = new RawClient(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET.formatted(""));

      assertThat(client.response(true).headers()).containsEntry("Content-Length", "5");
      assertThat(client.response().body()).isEqualTo("hello");
    }
    try (var server = TestServers.start(pieces(200, Headers.none(), "hello"));
        var client = new RawClient(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET.formatted(""));

      assertThat(client.response(true).headers())
          .doesNotContainKeys("Content-Length", "Transfer-Encoding");
      assertThat(client.response().body()).isEqualTo("hello");
    }
  }

  @Test
  void noContentAndNotModifiedHaveNoBody() {
    var length = Headers.of("Content-Length", "5").with("ETag", "a");
    try (var server = TestServers.start(pieces(204, length, "hello"));
        var client = new RawClient(server)) {
      client.send(GET.formatted("") + GET.formatted(""));
      assertThat(client.response().headers()).doesNotContainKeys("Content-Length");
      assertThat(client.response().status()).isEqualTo(204);
    }
    try (var server = TestServers.start(pieces(304, length, "hello"));
        var client = new RawClient(server)) {
      client.send(GET.formatted("") + GET.formatted(""));
      assertThat(client.response().headers()).containsEntry("Content-Length", "5");
      assertThat(client.response().status()).isEqualTo(304);
    }
  }

  @Test
  void theApplicationsLengthHolds() {
    try (var server =
            TestServers.start(pieces(200, Headers.of("Content-Length", "6"), "one", "two"));
        var client = new RawClient(server)) {
      client.send(GET.formatted("") + GET.formatted(""));
      assertThat(client.response().body()).isEqualTo("onetwo");
      assertThat(client.response().body()).isEqualTo("onetwo");
    }
  }

  @Test
  void aResponseThatIsNotAsLongAsItSaysCutsTheConnection() {
    for (var length : new String[] {"5", "7"}) {
      try (var server =
              TestServers.start(pieces(200, Headers.of("Content-Length", length), "one", "two"));
          var client = new RawClient(server)) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThatThrownBy(client::response).hasMessageContaining("within a body");
        assertThat(client.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void aResponseThatIsTooLongFromTheStartIsA500() throws Exception {
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(pieces(200, Headers.of("Content-Length", "2"), "one"));
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));

      assertThat(client.response().status()).isEqualTo(500);
      assertThat(log.next().getThrowableProxy().getMessage()).contains("expected: 2");
    }
  }

  @Test
  void theApplicationsOwnServerAndDateHold() {
    var headers = Headers.of("Server", "mine").with("Date", "today").with("Transfer-Encoding", "x");
    try (var server = TestServers.start(pieces(200, headers, "a"));
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));

      assertThat(client.response().headers())
          .containsEntry("Server", "mine")
          .containsEntry("Date", "today")
          .containsEntry("Transfer-Encoding", "chunked");
    }
  }

  @Test
  void aServerMayHaveNoName() {
    var config = TestServers.config().withServerName("");
    try (var server = TestServers.start(TestServers.answering("a"), config);
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));

      assertThat(client.response().headers()).doesNotContainKeys("Server");
    }
  }

  @Test
  void aCharacterThatNoHeaderCanHaveBeginsNoLine() {
    var sneaky = Headers.of("Location", "/\u010d\u010aSet-Cookie: a=b");
    try (var server = TestServers.start(pieces(302, sneaky, ""));
        var client = new RawClient(server)) {
      client.send(GET.formatted(""));

      assertThat(client.response().headers())
          .containsEntry("Location", "/??Set-Cookie: a=b")
          .doesNotContainKeys("Set-Cookie");
    }
  }

  @Test
  void theHeadGoesOutWhenTheApplicationWaits() {
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          for (var i = 0; i < 2; i++) {
            inbox.receive();
          }
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.response(true).status()).isEqualTo(200);
    }
  }
}
