package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.HttpEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** How request bodies reach the application. */
final class HttpBodyTest {

  @Test
  void aBodyInChunksIsJoined() {
    try (var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n");
      client.send("5\r\nhel");
      client.send("lo\r\n6;a=b\r\n world\r\n0\r\nX: a\r\n\r\n");
      client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.response().body()).isEqualTo("POST / hello world");
      assertThat(client.response().body()).isEqualTo("GET /next ");
    }
  }

  @Test
  void aRequestMayComeByteByByte() {
    try (var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      var request = "\r\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
      request.chars().forEach(c -> client.send(String.valueOf((char) c)));

      assertThat(client.response().body()).isEqualTo("POST / hello");
    }
  }

  @Test
  void aClientThatAsksMayGoOn() {
    try (var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(client.response().status()).isEqualTo(100);

      client.send("hi");

      assertThat(client.response().body()).isEqualTo("POST / hi");
    }
  }

  @Test
  void aBodyReachesTheApplicationWhileItIsComing() throws Exception {
    BlockingQueue<HttpEvent.Body> parts = new LinkedBlockingQueue<>();
    Application application =
        (scope, inbox, outbox) -> {
          while (inbox.receive() instanceof HttpEvent.Body part) {
            parts.add(part);
            if (!part.more()) {
              TestServers.answering("done").serve(scope, inbox, outbox);
            }
          }
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
      assertThat(parts.take().bytes().utf8()).isEqualTo("ab");

      client.send("cd");

      var last = parts.take();
      assertThat(last.bytes().utf8()).isEqualTo("cd");
      assertThat(last.more()).isFalse();
      assertThat(client.response().body()).isEqualTo("done");
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheBodyLeavesTheConnectionUsable() {
    try (var server = TestServers.start(TestServers.answering("early"));
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
      assertThat(client.response().body()).isEqualTo("early");

      client.send("x".repeat(200_000) + "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.response().body()).isEqualTo("early");
    }
  }

  @Test
  void aBodyThatGoesWrongBehindTheAnswerGetsNoSecondOne() {
    var config = TestServers.config().withHttp(HttpLimits.defaults().withMaxBodyBytes(5));
    for (var rest : new String[] {"no chunk\r\n", "6\r\nabcdef\r\n"}) {
      try (var server = TestServers.start(TestServers.answering("early"), config);
          var client = new RawClient(server)) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(client.response().body()).isEqualTo("early");

        client.send(rest);

        assertThat(client.isAtEnd()).isTrue();
      }
    }
  }

  @Test
  void aLongBodyWaitsForTheApplication() {
    var mayRead = new CompletableFuture<Void>();
    Application application =
        (scope, inbox, outbox) -> {
          mayRead.join();
          TestServers.echo().serve(scope, inbox, outbox);
        };
    var body = "0123456789".repeat(200_000);
    var small = TestServers.config().withBuffers(Buffers.defaults().withInboxBytes(1000));
    try (var server = TestServers.start(application, small);
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n");
      var sent = Thread.ofVirtual().start(() -> client.send(body));
      mayRead.complete(null);

      assertThat(client.response().body()).isEqualTo("POST / " + body);
      assertThat(sent).isNotNull();
    }
  }
}
