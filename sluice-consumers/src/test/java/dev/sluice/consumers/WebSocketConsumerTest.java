package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.Message;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class WebSocketConsumerTest {

  /** What every consumer of a test was told last. */
  private final List<Integer> codes = new CopyOnWriteArrayList<>();

  record Note(String text) implements Message {}

  /** Fails on demand. */
  private class Remembering extends WebSocketConsumer {

    @Override
    protected void receive(String text) throws Exception {
      switch (text) {
        case "fail" -> throw new UnsupportedOperationException("on demand");
        case "deny" -> throw new DenyException(401, "no longer");
        case "cancel" -> throw new CancelledException();
        case "close" -> close(4000, "on demand");
        default -> send("text " + text);
      }
    }

    @Override
    protected void receive(Bytes bytes) {
      send(bytes);
    }

    @Override
    protected void receive(Message message) {
      if (message instanceof Note(String text)) {
        send("note " + text);
      }
    }

    @Override
    protected void disconnect(int code) throws Exception {
      codes.add(code);
    }
  }

  @Test
  void thereIsAMethodForEachThingThatHappens() {
    try (var socket = to(Remembering::new).connect()) {
      socket.expectAccept();
      socket.send("a");
      assertThat(socket.receiveText()).isEqualTo("text a");
      socket.send(Bytes.utf8("b"));
      assertThat(socket.receiveBinary()).isEqualTo(Bytes.utf8("b"));
      socket.post(new ChannelEvent(new Note("c")));
      assertThat(socket.receiveText()).isEqualTo("note c");
      socket.disconnect(4001);
      socket.awaitEnd();
    }
    assertThat(codes).containsExactly(4001);
  }

  @Test
  void eachConnectionHasAConsumerOfItsOwn() {
    final class Counting extends WebSocketConsumer {
      private int count;

      @Override
      protected void receive(String text) {
        count++;
        send("" + count);
      }
    }
    var handshake = to(Counting::new);
    try (var one = handshake.connect();
        var other = handshake.connect()) {
      one.expectAccept();
      other.expectAccept();
      one.send("");
      other.send("");
      assertThat(one.receiveText()).isEqualTo("1");
      assertThat(other.receiveText()).isEqualTo("1");
    }
  }

  @Test
  void disconnectIsCalledOnceHoweverTheConnectionEnds() {
    assertEnd("close", 4000);
    assertEnd("deny", 4401);
    assertThatThrownBy(() -> assertEnd("fail", 1011))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> assertEnd("cancel", 1001)).isInstanceOf(CancelledException.class);
    assertThat(codes).containsExactly(4000, 4401, 1011, 1001);
  }

  private void assertEnd(String demand, int code) {
    try (var socket = to(Remembering::new).connect()) {
      socket.expectAccept();
      socket.send(demand);
      socket.expectClosed(code);
    }
  }

  @Test
  void aHandshakeCanBeRefusedInFourWays() {
    assertRefused(
        new Remembering() {
          @Override
          protected void connect() {}
        },
        403);
    assertRefused(
        new Remembering() {
          @Override
          protected void connect() {
            close();
          }
        },
        403);
    assertRefused(
        new Remembering() {
          @Override
          protected void connect() {
            deny(429, "slow down");
          }
        },
        429);
    assertRefused(
        new Remembering() {
          @Override
          protected void connect() {
            throw new DenyException(401, "who are you?");
          }
        },
        401);
    assertThat(codes).containsExactly(1006, 1006, 1006, 1006);
  }

  private static void assertRefused(WebSocketConsumer consumer, int status) {
    try (var socket = to(() -> consumer).connect()) {
      socket.expectDenied(status);
      socket.awaitEnd();
    }
  }

  @Test
  void aSecondFailureDoesNotHideTheFirst() {
    final class Clumsy extends WebSocketConsumer {
      @Override
      protected void receive(String text) {
        throw new UnsupportedOperationException("first");
      }

      @Override
      protected void disconnect(int code) {
        throw new IllegalStateException("second");
      }
    }
    assertThatThrownBy(
            () -> {
              var socket = to(Clumsy::new).connect();
              socket.send("x");
              socket.awaitEnd();
            })
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("first");
    assertThatThrownBy(
            () -> {
              var socket = to(Clumsy::new).connect();
              socket.expectAccept();
              socket.disconnect(1000);
              socket.awaitEnd();
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("second");
  }

  @Test
  void anInterruptedConsumerCanStillClearUp() {
    final class Interrupted extends Remembering {
      @Override
      protected void connect() {
        accept();
        Thread.currentThread().interrupt();
      }

      @Override
      protected void disconnect(int code) throws Exception {
        new java.util.concurrent.CountDownLatch(0).await();
        super.disconnect(code);
      }
    }
    assertThatThrownBy(() -> to(Interrupted::new).connect().awaitEnd())
        .isInstanceOf(CancelledException.class)
        .hasNoSuppressedExceptions();
    assertThat(codes).containsExactly(1001);
  }

  @Test
  void aSubprotocolCanBeAgreedOn() {
    final class Chess extends WebSocketConsumer {
      @Override
      protected void connect() {
        accept(scope().subprotocols().getFirst());
      }
    }
    try (var socket = to(Chess::new).subprotocols("chess").connect()) {
      assertThat(socket.expectAccept().subprotocol()).hasValue("chess");
    }
  }

  @Test
  void thereIsNoConnectionBeforeConnect() {
    assertThatThrownBy(new Remembering()::scope)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no connection yet");
  }

  private static Handshake to(java.util.function.Supplier<? extends WebSocketConsumer> factory) {
    return WebSocketCommunicator.to(WebSocket.application(WebSocketConsumer.each(factory)));
  }
}
