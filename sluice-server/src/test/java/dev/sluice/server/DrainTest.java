package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.CancelledException;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a server ends. */
final class DrainTest {

  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  @Test
  void aWebSocketIsClosedWith1001AndItsApplicationFinishes() throws Exception {
    var finished = new CompletableFuture<String>();
    var clientSawClose = new CompletableFuture<Void>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          inbox.receive();
          if (inbox.receive() instanceof WebSocketEvent.Disconnect(var code, var reason)) {
            assertThatThrownBy(() -> outbox.send(new WebSocketCommand.Text("a")))
                .isInstanceOf(DisconnectedException.class);
            clientSawClose.join();
            finished.complete(code + " " + reason);
          }
        };
    var server = TestServers.start(application);
    try (var client = RawClient.openWebSocket(server)) {
      var closing = Thread.ofVirtual().start(server::close);

      assertThat(client.frame().code()).isEqualTo(1001);
      clientSawClose.complete(null);
      client.send(Frame.close(1001).masked());
      assertThat(client.isAtEnd()).isTrue();
      closing.join();

      assertThat(finished.getNow("not run")).isEqualTo("1001 the server stops");
    }
  }

  @Test
  void closeWaitsForApplicationsWhoseClientHasGone() throws Exception {
    var mayFinish = new CompletableFuture<Void>();
    var gone = new CompletableFuture<Void>();
    var finished = new CompletableFuture<String>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          inbox.receive();
          inbox.receive();
          gone.complete(null);
          mayFinish.join();
          finished.complete("yes");
        };
    var server = TestServers.start(application);
    RawClient.openWebSocket(server).reset();
    gone.get(30, TimeUnit.SECONDS);
    mayFinish.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS);

    server.close();

    assertThat(finished.getNow("no")).isEqualTo("yes");
  }

  @Test
  void aResponseIsFinishedAndItsConnectionClosed() throws Exception {
    var begun = new CompletableFuture<Void>();
    var mayAnswer = new CompletableFuture<Void>();
    Application application =
        (scope, inbox, outbox) -> {
          begun.complete(null);
          mayAnswer.join();
          TestServers.answering("done").serve(scope, inbox, outbox);
        };
    var server = TestServers.start(application);
    try (var idle = new RawClient(server);
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      begun.join();
      var closing = Thread.ofVirtual().start(server::close);
      assertThat(idle.isAtEnd()).isTrue();
      mayAnswer.complete(null);

      var response = client.response();

      assertThat(response.body()).isEqualTo("done");
      assertThat(response.headers()).containsEntry("Connection", "close");
      assertThat(client.isAtEnd()).isTrue();
      client.reset();
      closing.join();
    }
  }

  @Test
  void aHandshakeIsRefused() {
    var connected = new CompletableFuture<Void>();
    Application application =
        (_, inbox, _) -> {
          inbox.receive();
          connected.complete(null);
          inbox.receive();
        };
    var server = TestServers.start(application);
    try (var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      connected.join();
      Thread.ofVirtual().start(server::close);

      assertThat(client.response().status()).isEqualTo(503);
    }
  }

  @Test
  void whatDoesNotEndInTimeIsInterrupted() throws Exception {
    var cancelled = new CompletableFuture<Exception>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          inbox.receive();
          try {
            inbox.receive();
            inbox.receive();
          } catch (CancelledException e) {
            cancelled.complete(e);
          }
        };
    var config = TestServers.config().withDrainDeadline(Duration.ofSeconds(1));
    try (var log = LogCapture.of("dev.sluice.server")) {
      var server = TestServers.start(application, config);
      try (var client = RawClient.openWebSocket(server)) {
        server.close();

        assertThat(cancelled.get(30, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
        assertThat(client.frame().code()).isEqualTo(1001);
        assertThat(log.next().getFormattedMessage()).contains("PT1S");
      }
    }
  }

  @Test
  void closeMayBeCalledTwiceAndEndsTheWaiting() throws Exception {
    var server = TestServers.start(TestServers.echo());
    var waiting = Thread.ofVirtual().start(() -> awaitEnd(server));

    server.close();
    server.close();

    waiting.join();
    assertThatThrownBy(() -> new RawClient(server)).hasMessageContaining("refused");
  }

  private static void awaitEnd(Server server) {
    try {
      server.awaitEnd();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
