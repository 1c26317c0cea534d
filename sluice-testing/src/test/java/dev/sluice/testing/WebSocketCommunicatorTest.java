package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.Message;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class WebSocketCommunicatorTest {

  private static final Command ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  private static final Application ECHO =
      (scope, inbox, outbox) -> {
        for (var event = inbox.receive();
            !(event instanceof WebSocketEvent.Disconnect);
            event = inbox.receive()) {
          outbox.send(answer(event));
        }
      };

  @Test
  void aConversationGoesBothWays() {
    try (var socket = WebSocketCommunicator.to(ECHO).connect()) {
      socket.expectAccept();
      socket.send("");
      assertThat(socket.receiveText()).isEmpty();
      socket.send(Bytes.utf8("x"));
      assertThat(socket.receiveBinary()).isEqualTo(Bytes.utf8("x"));
      assertThat(socket.post(new ChannelEvent(new Note("n")))).isTrue();
      assertThat(socket.receiveText()).isEqualTo("note n");
      socket.expectNothing();
    }
  }

  @Test
  void theScopeTellsWhatTheHandshakeSaid() {
    var scopes = new ArrayList<ConnectionScope>();
    Application application = (scope, inbox, outbox) -> scopes.add((ConnectionScope) scope);

    try (var socket =
        WebSocketCommunicator.to(application)
            .path("/a%20b/%C3%A9+/?token=x%20y")
            .header("X-One", "1")
            .cookie("a", "1")
            .cookie("b", "2")
            .origin("https://example.com")
            .subprotocols("json")
            .scheme("wss")
            .rootPath("/a b")
            .connect()) {
      socket.expectDenied(403);
    }

    var scope = scopes.getFirst();
    assertThat(((WebSocketScope) scope).subprotocols()).containsExactly("json");
    assertThat(scope.path()).isEqualTo("/a b/é+/");
    assertThat(scope.query().raw()).isEqualTo("token=x%20y");
    assertThat(scope.head().scheme()).isEqualTo("wss");
    assertThat(scope.head().rootPath()).isEqualTo("/a b");
    assertThat(scope.headers())
        .isEqualTo(
            Headers.of("X-One", "1")
                .with("Origin", "https://example.com")
                .with("Host", "testserver")
                .with("Cookie", "a=1; b=2"));
  }

  @Test
  void aSocketLeftOpenIsClosedAndAnUnansweredHandshakeIsRefused() {
    try (var socket = connect((scope, inbox, outbox) -> outbox.send(ACCEPT))) {
      socket.expectAccept();
      socket.expectClosed(1000);
    }
    try (var socket = connect((scope, inbox, outbox) -> {})) {
      socket.expectDenied(403);
    }
  }

  @Test
  void aRefusalBecomesADenialOrACloseCode() {
    Application late =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          throw new DenyException(401, "who are you?");
        };
    Application early =
        (scope, inbox, outbox) -> {
          throw new DenyException(404, "Not Found");
        };
    try (var socket = connect(late)) {
      socket.expectAccept();
      assertThat(socket.expectClosed(4401).reason()).isEqualTo("who are you?");
    }
    try (var socket = connect(early)) {
      assertThat(socket.expectDenied(404).body().utf8()).isEqualTo("Not Found\n");
    }
  }

  @Test
  void aFailureOfTheApplicationReachesTheTestOnce() {
    Application broken =
        (scope, inbox, outbox) -> {
          throw new UnsupportedOperationException("broken");
        };
    Application checked =
        (scope, inbox, outbox) -> {
          throw new IOException("broken");
        };
    assertThatThrownBy(
            () -> {
              try (var socket = connect(broken)) {
                socket.expectAccept();
              }
            })
        .isInstanceOf(UnsupportedOperationException.class)
        .hasNoSuppressedExceptions();
    assertThatThrownBy(() -> connect(checked).awaitEnd())
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> connect(broken).close())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whoeverIsLoggedInComesFromAPageOfTheSite() {
    var login = new Login("sessionid", "secret");
    assertThat(headers(it -> it.loginAs(login).host("example.com").scheme("wss")))
        .isEqualTo(
            Headers.of("Host", "example.com")
                .with("Origin", "https://example.com")
                .with("Cookie", "sessionid=secret"));
    assertThat(headers(it -> it.origin("http://elsewhere").loginAs(login)).all("Origin"))
        .containsExactly("http://elsewhere");
    assertThat(login.toString()).doesNotContain("secret");
  }

  private static Headers headers(UnaryOperator<Handshake> description) {
    var headers = new CompletableFuture<Headers>();
    Application application =
        (scope, inbox, outbox) -> headers.complete(((WebSocketScope) scope).headers());
    description.apply(WebSocketCommunicator.to(application)).connect().awaitEnd();
    return headers.join();
  }

  @Test
  void aSocketOnWhichNothingCameCanStillBeLeft() {
    var ends = new AtomicReference<>("");
    Application silent =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(ACCEPT);
          inbox.receive();
          ends.set(inbox.receive().toString());
        };
    try (var socket = WebSocketCommunicator.to(silent).patience(Duration.ofSeconds(2)).connect()) {
      socket.expectAccept();
      socket.send("hello");
      assertThatThrownBy(socket::receive)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("said nothing");
      socket.disconnect(1000);
      socket.awaitEnd();
    }
    assertThat(ends.get()).isEqualTo("Disconnect[code=1000, reason=]");
  }

  @Test
  void commandsOutOfOrderAreRefused() {
    var text = new WebSocketCommand.Text("x");
    for (var wrong : List.of(List.of(text), List.of(ACCEPT, ACCEPT))) {
      var socket = connect((scope, inbox, outbox) -> wrong.forEach(outbox::send));
      assertThatThrownBy(socket::awaitEnd).isInstanceOf(IllegalStateException.class);
    }
    var foreign = new WebSocketCommand.Accept(Optional.of("chess"), Headers.none());
    var socket = connect((scope, inbox, outbox) -> outbox.send(foreign));
    assertThatThrownBy(socket::awaitEnd)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chess");
  }

  @Test
  void whatIsSentOnAClosedSocketGoesNowhere() {
    Application late =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          outbox.send(new WebSocketCommand.Close(1000, ""));
          outbox.send(new WebSocketCommand.Text("too late"));
          throw new AssertionError("a send that a server refuses");
        };
    try (var socket = connect(late)) {
      socket.expectAccept();
      socket.expectClosed(1000);
      socket.awaitEnd();
    }
  }

  @Test
  void readingOnBehindTheLastEventIsAFailure() {
    Application eager =
        (scope, inbox, outbox) -> {
          for (var i = 0; i < 3; i++) {
            inbox.receive();
          }
        };
    var socket = connect(eager);
    socket.disconnect(1000);
    assertThatThrownBy(socket::awaitEnd)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Disconnect");
  }

  @Test
  void aClientThatLeavesEndsTheConnection() {
    var events = new ArrayList<Event>();
    Application application =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          events.add(inbox.receive());
          events.add(inbox.receive());
          outbox.send(new WebSocketCommand.Text("too late"));
        };
    var socket = connect(application);
    socket.expectAccept();
    socket.disconnect(1005);
    socket.awaitEnd();

    assertThat(events.getLast()).isEqualTo(new WebSocketEvent.Disconnect(1005, ""));
  }

  @Test
  void theInboxIsBounded() {
    var read = new CountDownLatch(1);
    Application deaf = (scope, inbox, outbox) -> read.await();
    try (var socket = WebSocketCommunicator.to(deaf).patience(Duration.ofSeconds(2)).connect()) {
      var event = new ChannelEvent(new Note("n"));
      var taken = 0;
      while (taken < 1000 && socket.post(event)) {
        taken++;
      }
      assertThat(taken).isEqualTo(MemoryInbox.MOST_EVENTS - 1);
      assertThatThrownBy(() -> socket.send("x")).isInstanceOf(AssertionError.class);
      read.countDown();
    }
  }

  private static WebSocketCommunicator connect(Application application) {
    return WebSocketCommunicator.to(application).connect();
  }

  private static Command answer(Event event) {
    return switch (event) {
      case WebSocketEvent.Text(String text) -> new WebSocketCommand.Text(text);
      case WebSocketEvent.Binary(Bytes bytes) -> new WebSocketCommand.Binary(bytes);
      case ChannelEvent(Note(String text)) -> new WebSocketCommand.Text("note " + text);
      default -> ACCEPT;
    };
  }

  private record Note(String text) implements Message {}
}
