package dev.sluice.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Broadcast;
import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Frame;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an application puts what it does on its WebSocket. Checks that it makes sense, and hands it
 * to the event loop, which may end it at any time. Any thread may close it.
 */
final class WebSocketOutbox implements Outbox, EventQueue.Direct {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketOutbox.class);

  /** What a frame costs besides its payload. */
  private static final int OVERHEAD = 64;

  private final WebSocketConnection connection;
  private final Outgoing outgoing;
  private final Handshake handshake;
  private final Executor loop;
  private State state = State.CONNECTING;
  private String over = ""; // why nothing more can be sent, if nothing can

  WebSocketOutbox(
      WebSocketConnection connection, Outgoing outgoing, Handshake handshake, Executor loop) {
    this.loop = loop;
    this.connection = connection;
    this.outgoing = outgoing;
    this.handshake = handshake;
  }

  @Override
  public void send(Command command) {
    switch (command) {
      case WebSocketCommand.Accept accept -> accept(accept);
      case WebSocketCommand.Deny deny -> deny(deny);
      case WebSocketCommand.Close close -> close(close);
      case WebSocketCommand.Text text -> {
        var payload = Unpooled.wrappedBuffer(text.text().getBytes(UTF_8));
        message(new TextWebSocketFrame(payload), payload);
      }
      case WebSocketCommand.Binary binary -> {
        var payload = Unpooled.wrappedBuffer(binary.bytes().asByteBuffer());
        message(new BinaryWebSocketFrame(payload), payload);
      }
      case Command other ->
          throw new IllegalStateException(
              "%s on a WebSocket (expected: Accept, Deny, Text, Binary or Close)"
                  .formatted(other.getClass().getSimpleName()));
    }
  }

  @Override
  public synchronized boolean isOpen() {
    return state == State.OPEN && over.isEmpty();
  }

  @Override
  public synchronized boolean offer(Frame frame, Broadcast broadcast) {
    if (!isOpen() || !outgoing.takesMore()) {
      return false;
    }
    var shared = SharedFrame.of(frame, broadcast).forOne();
    outgoing.put(shared, frame.payload().size() + OVERHEAD, LoopShare.of(loop, broadcast));
    return true;
  }

  @Override
  public boolean forward(Frame frame) {
    if (!isOpen()) {
      return isOver();
    }
    try {
      send(frame.command());
    } catch (DisconnectedException e) {
      LOG.debug("a frame came too late", e);
    }
    return true;
  }

  private synchronized boolean isOver() {
    return !over.isEmpty();
  }

  private synchronized void accept(WebSocketCommand.Accept accept) {
    require(State.CONNECTING);
    var answer = handshake.answer(accept);
    state = State.OPEN;
    outgoing.then(() -> connection.accept(answer));
  }

  private synchronized void deny(WebSocketCommand.Deny deny) {
    require(State.CONNECTING);
    end("the handshake was refused");
    outgoing.then(() -> connection.deny(deny));
  }

  private synchronized void close(WebSocketCommand.Close close) {
    requireClient();
    end("the WebSocket was closed");
    outgoing.then(() -> connection.close(close.code(), close.reason()));
  }

  private void message(WebSocketFrame frame, ByteBuf payload) {
    requireOpen();
    outgoing.awaitRoom();
    put(frame, payload.readableBytes() + OVERHEAD);
  }

  /** Checks and puts in one step, so that a close from another thread is the last frame. */
  private synchronized void put(WebSocketFrame frame, int size) {
    require(State.OPEN);
    outgoing.put(frame, size);
  }

  private synchronized void requireOpen() {
    require(State.OPEN);
  }

  private void require(State expected) {
    requireClient();
    if (state != expected) {
      throw new IllegalStateException(
          "the WebSocket is %s (expected: %s)".formatted(state, expected));
    }
  }

  private void requireClient() {
    if (!over.isEmpty()) {
      throw new DisconnectedException(over);
    }
  }

  /** Lets the application send no more, because of {@code reason}. */
  synchronized void end(String reason) {
    over = over.isEmpty() ? reason : over;
  }

  private enum State {
    CONNECTING,
    OPEN
  }
}
