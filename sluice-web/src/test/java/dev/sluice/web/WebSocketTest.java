package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Frame;
import dev.sluice.Message;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent.Binary;
import dev.sluice.WebSocketEvent.Text;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WebSocketTest {

  record Note(String text) implements Message {}

  record Say(String text) {}

  @Test
  void eventsComeOneByOneUntilTheClientLeaves() {
    var codes = new ArrayList<Integer>();
    var handshake =
        to(
            socket -> {
              socket.accept();
              for (var event : socket) {
                switch (event) {
                  case Text(var text) -> socket.send("text " + text);
                  case Binary(var bytes) -> socket.send(bytes);
                  case ChannelEvent(Note(var text)) -> socket.send("note " + text);
                  default -> throw new AssertionError(event);
                }
              }
              codes.add(socket.closeCode());
              socket.close();
            });
    try (var socket = handshake.connect()) {
      socket.expectAccept();
      socket.send("a");
      assertThat(socket.receiveText()).isEqualTo("text a");
      socket.send(Bytes.utf8("b"));
      assertThat(socket.receiveBinary()).isEqualTo(Bytes.utf8("b"));
      socket.post(new ChannelEvent(new Note("c")));
      assertThat(socket.receiveText()).isEqualTo("note c");
      socket.post(new ChannelEvent(Frame.text("ready")));
      assertThat(socket.receiveText()).isEqualTo("ready");
      socket.post(new ChannelEvent(Frame.binary(Bytes.utf8("too"))));
      assertThat(socket.receiveBinary()).isEqualTo(Bytes.utf8("too"));
      socket.disconnect(4000);
      socket.awaitEnd();
    }
    assertThat(codes).containsExactly(4000);
  }

  @Test
  void aHandlerThatReturnsClosesItsSocketAndOneThatNeverAcceptsRefuses() {
    try (var socket = to(WebSocket::accept).connect()) {
      socket.expectAccept();
      socket.expectClosed(1000);
    }
    try (var socket = to(it -> {}).connect()) {
      socket.expectDenied(403);
    }
  }

  @Test
  void aHandshakeCanBeRefusedInThreeWays() {
    try (var socket = to(it -> it.deny(429, "slow down")).connect()) {
      var denial = socket.expectDenied(429);
      assertThat(denial.body().utf8()).isEqualTo("slow down\n");
      assertThat(denial.headers().first("Content-Type")).hasValue("text/plain; charset=utf-8");
    }
    try (var socket = to(it -> it.close(4000)).connect()) {
      socket.expectDenied(403);
    }
    WebSocket.Handler refusing =
        it -> {
          throw new DenyException(401, "who are you?");
        };
    try (var socket = to(refusing).connect()) {
      socket.expectDenied(401);
    }
  }

  @Test
  void aSubprotocolMustBeOneThatTheClientOffers() {
    var chess = to(it -> it.accept("chess"));
    try (var socket = chess.subprotocols("go", "chess").connect()) {
      assertThat(socket.expectAccept().subprotocol()).hasValue("chess");
    }
    assertThatThrownBy(() -> chess.subprotocols("go").connect().awaitEnd())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the subprotocol is 'chess' (expected: one of [go], which the client offers)");
  }

  @Test
  void callsOutOfOrderAreRefused() {
    assertRefused(it -> it.send("x"), "the WebSocket is CONNECTING (expected: OPEN)");
    assertRefused(it -> it.forEach(event -> {}), "the WebSocket is CONNECTING (expected: OPEN)");
    assertRefused(
        it -> {
          it.accept();
          it.accept();
        },
        "the WebSocket is OPEN (expected: CONNECTING)");
    assertRefused(
        it -> {
          it.accept();
          it.deny(403, "too late");
        },
        "the WebSocket is OPEN (expected: CONNECTING)");
    assertRefused(
        it -> {
          it.accept();
          it.close();
          it.send("x");
        },
        "the WebSocket is CLOSED (expected: OPEN)");
  }

  private static void assertRefused(WebSocket.Handler handler, String message) {
    assertThatThrownBy(() -> to(handler).connect().awaitEnd())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  void closingEndsTheLoopAndClosingAgainDoesNothing() {
    var handshake =
        to(
            it -> {
              it.accept();
              for (var text : it.texts()) {
                it.close(4001, text);
                it.close(4002);
              }
              assertThat(it.closeCode()).isEqualTo(4001);
              assertThat(it.isOpen()).isFalse();
              assertThatThrownBy(it.iterator()::next).isInstanceOf(NoSuchElementException.class);
            });
    try (var socket = handshake.connect()) {
      socket.expectAccept();
      socket.send("bye");
      assertThat(socket.expectClosed(4001).reason()).isEqualTo("bye");
      socket.awaitEnd();
    }
  }

  @Test
  void aHandlerLearnsFromItsNextSendThatTheClientHasLeft() {
    var failures = new ArrayList<Exception>();
    var go = new java.util.concurrent.CountDownLatch(1);
    var handshake =
        to(
            it -> {
              it.accept();
              go.await();
              try {
                it.send("x");
              } catch (DisconnectedException left) {
                failures.add(left);
              }
            });
    try (var socket = handshake.connect()) {
      socket.expectAccept();
      socket.disconnect(1006);
      go.countDown();
      socket.awaitEnd();
    }
    assertThat(failures).hasSize(1);
  }

  @Test
  void aBinaryMessageClosesASocketThatSpeaksText() {
    var echo =
        to(
            it -> {
              it.accept();
              it.texts().forEach(it::send);
            });
    try (var socket = echo.connect()) {
      socket.expectAccept();
      socket.send("");
      assertThat(socket.receiveText()).isEmpty();
      socket.send(Bytes.utf8("x"));
      socket.expectClosed(1003);
    }
  }

  @Test
  void aMessageThatALoopCannotTakeIsAFailure() {
    var socket =
        to(it -> {
              it.accept();
              it.texts().forEach(it::send);
            })
            .connect();
    socket.post(new ChannelEvent(new Note("x")));
    assertThatThrownBy(socket::awaitEnd)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Note");
  }

  @Test
  void badJsonIsAnsweredOnceAndTheSocketStaysOpen() {
    var shout =
        to(
            it -> {
              it.accept();
              it.json(Say.class).forEach(say -> it.sendJson(new Say(say.text() + "!")));
            });
    try (var socket = shout.connect()) {
      socket.expectAccept();
      socket.send("{");
      assertThat(socket.receiveText())
          .isEqualTo(
              "{\"error\":{\"code\":\"invalid_json\",\"message\":\"not JSON (line 1, column"
                  + " 2)\",\"path\":\"\"}}");
      socket.send("");
      assertThat(socket.receiveText()).contains("\"invalid_json\"");
      socket.send("{\"text\":7}");
      assertThat(socket.receiveText())
          .isEqualTo(
              "{\"error\":{\"code\":\"invalid_message\",\"message\":\"expected"
                  + " text\",\"path\":\"text\"}}");
      socket.send(Bytes.utf8("{\"text\":\"x\"}"));
      assertThat(socket.receiveText()).contains("\"binary_not_supported\"");
      socket.send("{\"text\":\"x\"}");
      assertThat(socket.receiveText()).isEqualTo("{\"text\":\"x!\"}");
      socket.expectNothing();
    }
  }

  @Test
  void anApplicationDecidesAboutBadInput() {
    var strict =
        to(
            it -> {
              it.accept();
              var messages = it.json(Say.class, (socket, bad) -> socket.close(1007, bad.path()));
              messages.forEach(say -> it.send(say.text()));
            });
    try (var socket = strict.connect()) {
      socket.expectAccept();
      socket.send("{\"text\":1}");
      socket.send("{\"text\":\"x\"}");
      assertThat(socket.expectClosed(1007).reason()).isEqualTo("text");
      socket.awaitEnd();
    }
    var deaf =
        to(
            it -> {
              it.accept();
              it.json(Say.class, (socket, bad) -> {}).forEach(say -> it.send(say.text()));
            });
    try (var socket = deaf.connect()) {
      socket.expectAccept();
      socket.send("x");
      socket.send("{\"text\":\"x\"}");
      assertThat(socket.receiveText()).isEqualTo("x");
    }
  }

  @Test
  void anHttpRequestIsToldToUpgrade() {
    var answer = HttpCommunicator.to(WebSocket.application(WebSocket::accept)).exchange();

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.headers().first("Upgrade")).hasValue("websocket");
  }

  @Test
  void anAcceptWithoutSubprotocolSaysSo() {
    try (var socket = to(WebSocket::accept).subprotocols("go").connect()) {
      WebSocketCommand.Accept accept = socket.expectAccept();
      assertThat(accept.subprotocol()).isEqualTo(Optional.empty());
    }
  }

  private static Handshake to(WebSocket.Handler handler) {
    return WebSocketCommunicator.to(WebSocket.application(handler));
  }
}
