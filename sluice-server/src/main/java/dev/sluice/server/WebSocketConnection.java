package dev.sluice.server;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that speaks the WebSocket protocol, from the request for it to the end of the
 * connection. Its methods belong to the event loop.
 */
final class WebSocketConnection implements Member {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private final Worker worker;
  private final Channel channel;
  private final RequestDecoder decoder;
  private final Outgoing outgoing;
  private final WebSocketApplication application;
  private final Heartbeat heartbeat;
  private Phase phase = Phase.CONNECTING;
  private long deadline;

  WebSocketConnection(
      Worker worker,
      Channel channel,
      RequestDecoder decoder,
      Outgoing outgoing,
      Handshake handshake) {
    this.worker = worker;
    this.channel = channel;
    this.decoder = decoder;
    this.outgoing = outgoing;
    this.application = new WebSocketApplication(this, worker, channel, outgoing, handshake);
    this.heartbeat = new Heartbeat(limits(), worker.members().now());
  }

  /** Starts the application. */
  void start() {
    deadline = after(limits().handshakeTimeout());
    application.start();
    worker.members().add(this);
  }

  /** Called when nothing can happen on it any more. */
  void forget() {
    worker.members().remove(this);
  }

  // What the application does

  /** Completes the handshake. */
  void accept(Headers answer) {
    if (phase != Phase.CONNECTING) {
      return;
    }
    phase = Phase.OPEN;
    heartbeat.heard(worker.members().now());
    Wire.send(channel, worker.site().heads().head(101, answer));
    worker.site().accessLog().opened(application.line());
    FrameCodec.install(channel, decoder, limits());
    readMore();
  }

  /** Refuses the handshake. */
  void deny(WebSocketCommand.Deny deny) {
    if (phase != Phase.CONNECTING) {
      return;
    }
    Wire.send(channel, worker.site().heads().last(deny.status(), deny.headers(), deny.body()));
    over(1006, "", "the handshake was refused");
    worker.site().accessLog().request(application.line(), deny.status(), deny.body().size());
    closeGently();
  }

  private void deny(int status, String text) {
    var body = text.isEmpty() ? Bytes.empty() : Bytes.utf8(text + "\n");
    var headers = text.isEmpty() ? Headers.none() : ResponseHeads.plainText();
    deny(new WebSocketCommand.Deny(status, headers, body));
  }

  /** Closes the socket, and gives the client some time to answer. */
  void close(int code, String reason) {
    if (phase == Phase.CONNECTING) {
      deny(403, "");
    } else if (phase == Phase.OPEN) {
      phase = Phase.CLOSING;
      deadline = after(limits().closeTimeout());
      application.closed("the WebSocket was closed");
      Wire.send(channel, new CloseWebSocketFrame(code, reason));
      readMore();
    }
  }

  /** Closes what the application left open. */
  void applicationEnded(Outcome outcome) {
    var id = application.id();
    if (outcome == Outcome.RETURNED) {
      close(1000, "");
    } else if (phase == Phase.CONNECTING) {
      deny(new WebSocketCommand.Deny(outcome.status(), outcome.headers(), outcome.body(id)));
    } else {
      close(outcome.closeCode(), id);
    }
  }

  // What the client does

  /** Hands a message to the application. */
  void received(MessageAssembler.Message message) {
    application.received(message);
  }

  /** Whether messages still count. */
  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** The client has sent a close frame; {@code code} is negative if that had none. */
  void closed(int code, String reason) {
    if (phase == Phase.CLOSED) {
      Wire.close(channel);
      return;
    }
    var why = "the client has closed the WebSocket";
    if (phase == Phase.OPEN) {
      sendLast(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""), why);
    }
    ended(code < 0 ? 1005 : code, reason, why);
    deadline = after(limits().closeTimeout());
    Wire.close(channel);
  }

  /** Something has come from the client, be it a part of a frame. */
  void heard() {
    heartbeat.heard(worker.members().now());
    readMore();
  }

  /** Reads on if anyone wants what the client has to say. */
  void readMore() {
    var wanted =
        switch (phase) {
          case CONNECTING -> !decoder.hasBytes(); // only to learn whether the client leaves
          case OPEN -> application.hasRoom();
          case CLOSING, CLOSED -> true;
        };
    if (wanted) {
      channel.read();
    }
  }

  /** Some of what waited for the client has been written. */
  void roomChanged() {
    outgoing.roomChanged();
  }

  /** The connection has ended. */
  void gone() {
    if (phase != Phase.CLOSED) {
      ended(1006, "", "the client has gone");
    }
  }

  /** The connection is broken, by the network or by an error of ours. */
  void broken(Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection {} was cut off", application.id(), cause);
    } else {
      LOG.error("connection {} failed", application.id(), cause);
    }
    Wire.cut(channel);
  }

  // What the server does

  /** Closes the socket without waiting for the client's answer. */
  void fail(int code, String reason) {
    if (phase != Phase.OPEN) {
      return;
    }
    var why = "the server has closed the WebSocket with %d (%s)".formatted(code, reason);
    sendLast(new CloseWebSocketFrame(code, reason), why);
    ended(code, reason, why);
    closeGently();
  }

  /**
   * Sends a close frame behind all that the application has sent, which is all it may send. That it
   * has ended may be among it, and is no reason for another close frame any more.
   */
  private void sendLast(CloseWebSocketFrame close, String why) {
    phase = Phase.CLOSING;
    application.closed(why);
    outgoing.drain();
    Wire.send(channel, close);
  }

  private void ended(int code, String reason, String why) {
    if (phase == Phase.CONNECTING) {
      worker.site().accessLog().request(application.line(), 499, 0);
    } else {
      worker.site().accessLog().closed(application.line(), code);
    }
    over(code, reason, why);
  }

  private void over(int code, String reason, String why) {
    phase = Phase.CLOSED;
    application.disconnected(code, reason, why);
    outgoing.abandon();
  }

  private void closeGently() {
    deadline = after(limits().closeTimeout());
    decoder.discard();
    Wire.closeGently(channel, () -> {});
  }

  @Override
  public void tick(long now) {
    var stuck = outgoing.stall().isStuck(now);
    switch (phase) {
      case CONNECTING -> handshaking(now);
      case OPEN -> open(now, stuck);
      case CLOSING, CLOSED -> closing(now, stuck);
    }
  }

  private void handshaking(long now) {
    if (now >= deadline) {
      var limit = limits().handshakeTimeout();
      LOG.warn("connection {}: neither accepted nor refused within {}", application.id(), limit);
      deny(503, "the application took too long");
    }
  }

  /** Counts the client's time to answer a close from when that is out. */
  private void closing(long now, boolean stuck) {
    if (outgoing.stall().isWaiting() && !stuck) {
      deadline = after(limits().closeTimeout());
    } else if (now >= deadline) {
      Wire.cut(channel);
    }
  }

  private void open(long now, boolean stuck) {
    if (stuck) {
      fail(1008, "too slow");
      return;
    }
    if (!application.hasRoom() || outgoing.stall().isTaking()) {
      heartbeat.heard(now); // a pong would not be heard, or stands behind what the client reads
      return;
    }
    switch (heartbeat.due(now)) {
      case NOTHING -> {}
      case PING -> Wire.send(channel, new PingWebSocketFrame());
      case GIVE_UP -> Wire.cut(channel);
    }
  }

  @Override
  public void drain() {
    outgoing.drain();
    if (phase == Phase.CONNECTING) {
      deny(503, "the server stops");
    } else {
      fail(1001, "the server stops");
    }
  }

  @Override
  public void abort() {
    Wire.cut(channel);
  }

  private WebSocketLimits limits() {
    return worker.config().webSocket();
  }

  private long after(Duration timeout) {
    return worker.members().now() + timeout.toNanos();
  }

  private enum Phase {
    CONNECTING,
    OPEN,
    CLOSING,
    CLOSED
  }
}
