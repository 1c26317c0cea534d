package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.CancelledException;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.WebSocketCommand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request whose application fails, hangs, or loses its client. */
final class HttpApplicationTest {

  private static final String GET = "GET /page?token=hidden HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final HttpCommand.Start OK = new HttpCommand.Start(200, Headers.none());

  private static HttpCommand.Body part(String text) {
    return new HttpCommand.Body(Bytes.utf8(text), true);
  }

  @Test
  void anErrorIs500AndItsTextStaysHere() throws Exception {
    Application application =
        (_, _, outbox) -> {
          outbox.send(OK);
          throw new IllegalArgumentException("secret detail");
        };
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);

      var response = client.response();

      assertThat(response.status()).isEqualTo(500);
      assertThat(response.body()).matches("Internal Server Error\n[0-9a-f]{12}\n");
      var line = log.next();
      assertThat(line.getFormattedMessage())
          .contains(response.body().substring(22, 34), "/page")
          .doesNotContain("hidden");
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo("secret detail");
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void noResponseIs500() throws Exception {
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start((_, _, _) -> {});
        var client = new RawClient(server)) {
      client.send(GET);

      assertThat(client.response().status()).isEqualTo(500);
      assertThat(log.next().getFormattedMessage()).contains("returned without a response");
    }
  }

  @Test
  void aResponseThatWasLeftOpenIsEnded() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(OK);
          outbox.send(part("some"));
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET + GET);

      assertThat(client.response().body()).isEqualTo("some");
      assertThat(client.response().body()).isEqualTo("some");
    }
    try (var server = TestServers.start((_, _, outbox) -> outbox.send(OK));
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.response().headers()).containsEntry("Content-Length", "0");
    }
  }

  @Test
  void anErrorWithinAResponseCutsTheConnection() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(OK);
          outbox.send(part("some"));
          throw new IllegalStateException("half way");
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);

      assertThatThrownBy(client::response).hasMessageContaining("the connection ended");
    }
  }

  @Test
  void anErrorBehindAResponseHarmsNobody() throws Exception {
    Application application =
        (scope, inbox, outbox) -> {
          TestServers.answering("fine").serve(scope, inbox, outbox);
          throw new IllegalStateException("later");
        };
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.response().body()).isEqualTo("fine");
      assertThat(log.next().getFormattedMessage()).contains("failed");

      client.send(GET);
      assertThat(client.response().body()).isEqualTo("fine");
    }
  }

  @Test
  void aDenyExceptionIsAnAnswer() {
    Application application =
        (_, _, _) -> {
          throw new DenyException(405, "no", Headers.of("Allow", "POST"));
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);

      var response = client.response();

      assertThat(response.status()).isEqualTo(405);
      assertThat(response.headers()).containsEntry("Allow", "POST");
      assertThat(response.body()).isEqualTo("no\n");
    }
  }

  @Test
  void aDenyExceptionIsAnAnswerBehindAHeadThatIsNotOutToo() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.of("Content-Length", "100")));
          throw new DenyException(404, "no such line");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = TestServers.start(application);
          var client = new RawClient(server)) {
        client.send(GET);

        var response = client.response();

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("no such line\n");
        assertThat(client.isAtEnd()).isTrue();
      }
      assertThat(log.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDenyExceptionBehindAHeadThatIsOutCutsTheConnection(boolean waits) throws Exception {
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(OK);
          if (waits) {
            inbox.receive();
            inbox.receive(Duration.ofMillis(1));
          } else {
            outbox.send(part("some"));
          }
          throw new DenyException(404, "too late");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = TestServers.start(application);
          var client = new RawClient(server)) {
        client.send(GET);

        assertThatThrownBy(client::response).hasMessageContaining("the connection ended");
        assertThat(log.next().getFormattedMessage()).contains("the application failed on /");
      }
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void commandsOutOfOrderAreTheApplicationsError() throws Exception {
    var done = new CompletableFuture<String>();
    Application application =
        (_, _, outbox) -> {
          assertThatThrownBy(() -> outbox.send(part("a")))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> outbox.send(new WebSocketCommand.Text("a")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Text on an HTTP request (expected: Start or Body)");
          outbox.send(OK);
          assertThatThrownBy(() -> outbox.send(OK)).isInstanceOf(IllegalStateException.class);
          outbox.send(new HttpCommand.Body(Bytes.empty(), false));
          assertThatThrownBy(() -> outbox.send(part("a")))
              .isInstanceOfAny(IllegalStateException.class, DisconnectedException.class);
          done.complete("all as expected");
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);

      assertThat(client.response().status()).isEqualTo(200);
      assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo("all as expected");
    }
  }

  @Test
  void aClientThatShutsItsSideHasLeft() throws Exception {
    var told = new CompletableFuture<Event>();
    Application application =
        (_, inbox, _) -> {
          inbox.receive();
          told.complete(inbox.receive());
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(GET);
      client.socket().shutdownOutput();

      assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(new HttpEvent.Disconnect());
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aClientThatLeavesIsToldToTheApplication() throws Exception {
    var told = new CompletableFuture<Event>();
    var cancelled = new CompletableFuture<Exception>();
    Application application =
        (_, inbox, outbox) -> {
          inbox.receive();
          told.complete(inbox.receive());
          assertThatThrownBy(() -> outbox.send(OK)).isInstanceOf(DisconnectedException.class);
          try {
            inbox.receive();
          } catch (CancelledException e) {
            cancelled.complete(e);
          }
        };
    var config = TestServers.config().withApplicationCloseTimeout(Duration.ofSeconds(3));
    try (var server = TestServers.start(application, config)) {
      try (var client = new RawClient(server)) {
        client.send(GET);
      }
      assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(new HttpEvent.Disconnect());
      assertThat(cancelled.get(30, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
    }
  }
}
