package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an open WebSocket ends, and what each side is told. */
final class ClosingTest {

  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  private final CompletableFuture<Event> last = new CompletableFuture<>();

  /** Accepts, sends commands, and then waits for the end. */
  private Application accepting(WebSocketCommand... commands) {
    return (_, inbox, outbox) -> {
      outbox.send(ACCEPT);
      for (var command : commands) {
        outbox.send(command);
      }
      last.complete(awaitDisconnect(inbox));
    };
  }

  private static Event awaitDisconnect(Inbox inbox) {
    var event = inbox.receive();
    while (!(event instanceof WebSocketEvent.Disconnect)) {
      event = inbox.receive();
    }
    return event;
  }

  private Event last() throws Exception {
    return last.get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1008, 1011, 3000, 4001, 4999})
  void theApplicationClosesAndTheClientAnswers(int code) throws Exception {
    try (var server = TestServers.start(accepting(new WebSocketCommand.Close(code, "bye")));
        var client = RawClient.openWebSocket(server)) {
      var close = client.frame();
      assertThat(close.code()).isEqualTo(code);
      assertThat(close.reason()).isEqualTo("bye");

      client.text("crossing");
      client.send(Frame.close(code).masked());

      assertThat(client.isAtEnd()).isTrue();
      assertThat(last()).isEqualTo(new WebSocketEvent.Disconnect(code, ""));
    }
  }

  @Test
  void aClientThatDoesNotAnswerACloseIsCutOff() throws Exception {
    var limits = TestServers.LIMITS.withCloseTimeout(Duration.ofMillis(50));
    var config = TestServers.config().withWebSocket(limits);
    try (var server = TestServers.start(accepting(new WebSocketCommand.Close(1000, "")), config);
        var client = RawClient.openWebSocket(server)) {
      assertThat(client.frame().code()).isEqualTo(1000);
      assertThat(client.isAtEnd()).isTrue();
      assertThat(last()).isEqualTo(new WebSocketEvent.Disconnect(1006, ""));
    }
  }

  @Test
  void theClientsCodeAndReasonReachTheApplication() throws Exception {
    try (var server = TestServers.start(accepting());
        var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x88, Frame.bytes(0x0f, 0xa1, 'o', 'k')).masked());

      assertThat(last()).isEqualTo(new WebSocketEvent.Disconnect(4001, "ok"));
    }
  }

  @Test
  void aCloseWithoutCodeIs1005() throws Exception {
    try (var server = TestServers.start(accepting());
        var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x88, Frame.bytes()).masked());

      assertThat(last()).isEqualTo(new WebSocketEvent.Disconnect(1005, ""));
    }
  }

  @Test
  void aClientThatVanishesIs1006() throws Exception {
    try (var server = TestServers.start(accepting());
        var client = RawClient.openWebSocket(server)) {
      client.reset();

      assertThat(last()).isEqualTo(new WebSocketEvent.Disconnect(1006, ""));
    }
  }

  @Test
  void aBrokenProtocolIsToldToTheApplication() throws Exception {
    try (var server = TestServers.start(accepting());
        var client = RawClient.openWebSocket(server)) {
      client.send(Frame.text("not masked").unmasked());

      assertThat(((WebSocketEvent.Disconnect) last()).code()).isEqualTo(1002);
    }
  }

  @Test
  void anApplicationThatReturnsHasClosed() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          outbox.send(new WebSocketCommand.Text("all"));
        };
    try (var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      assertThat(client.frame().text()).isEqualTo("all");
      assertThat(client.frame().code()).isEqualTo(1000);
    }
  }

  @Test
  void anErrorIs1011AndItsTextStaysHere() throws Exception {
    Application application =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          throw new IllegalArgumentException("secret detail");
        };
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      var close = client.frame();

      assertThat(close.code()).isEqualTo(1011);
      assertThat(log.next().getFormattedMessage()).contains(close.reason());
      assertThat(close.reason()).matches("[0-9a-f]{12}");
    }
  }

  @Test
  void aDenyExceptionAfterTheAcceptClosesWithItsCode() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          throw new DenyException(401, "log in again");
        };
    try (var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      var close = client.frame();

      assertThat(close.code()).isEqualTo(4401);
      assertThat(close.reason()).isEqualTo("log in again");
    }
  }

  @Test
  void whoSendsToAClientThatHasGoneIsToldAndNotBlamed() throws Exception {
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          last.complete(awaitDisconnect(inbox));
          outbox.send(new WebSocketCommand.Text("too late"));
          throw new AssertionError("unreachable");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = TestServers.start(application);
          var client = RawClient.openWebSocket(server)) {
        client.reset();
        last();
      }
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void nobodyCanPostToASocketThatHasEnded() throws Exception {
    record Note() implements Message {}
    var posted = new CompletableFuture<Boolean>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          awaitDisconnect(inbox);
          posted.complete(inbox.post(new ChannelEvent(new Note())));
        };
    try (var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      client.reset();

      assertThat(posted.get(30, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void anApplicationThatGoesOnWithoutItsClientIsCancelled() throws Exception {
    var cancelled = new CompletableFuture<Exception>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          try {
            awaitDisconnect(inbox);
            inbox.receive();
          } catch (CancelledException e) {
            cancelled.complete(e);
            throw e;
          }
        };
    var config = TestServers.config().withApplicationCloseTimeout(Duration.ofMillis(50));
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(application, config);
        var client = RawClient.openWebSocket(server)) {
      client.reset();

      assertThat(cancelled.get(30, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
      assertThat(log.next().getFormattedMessage()).contains("it is cancelled");
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void anApplicationThatEndsBecauseTheClientHasGoneIsNotBlamed() throws Exception {
    Application application =
        (_, _, _) -> {
          last.complete(new WebSocketEvent.Connect());
          throw new DisconnectedException("gone");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = TestServers.start(application);
          var client = new RawClient(server)) {
        client.send(RawClient.handshake("/"));
        assertThat(client.response().status()).isEqualTo(403);
      }
      assertThat(log.rest()).isEmpty();
    }
  }
}
