package dev.sluice.server;

import dev.sluice.Attributes;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that speaks the WebSocket protocol, from the request for it to the end of the
 * connection. Its methods belong to the event loop, except where they say otherwise.
 */
final class WebSocketConnection implements Member {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private final Worker worker;
  private final Channel channel;
  private final RequestDecoder decoder;
  private final Outgoing outgoing;
  private final Handshake handshake;
  private final WebSocketScope scope;
  private final WebSocketOutbox outbox;
  private final EventQueue inbox;
  private final ApplicationRun run;
  private final Heartbeat heartbeat;
  private final long began;
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
    this.handshake = handshake;
    this.began = worker.members().now();
    this.scope =
        new WebSocketScope(
            handshake.subprotocols(),
            Heads.of(worker.site(), handshake.request(), "ws", channel),
            Attributes.none());
    this.outbox = new WebSocketOutbox(this, outgoing);
    this.inbox =
        new EventQueue(worker.config().buffers(), () -> worker.execute(this::readMore), () -> {});
    this.run = new ApplicationRun(worker, scope, inbox, outbox, this::applicationEnded);
    this.deadline = after(limits().handshakeTimeout());
    this.heartbeat = new Heartbeat(limits(), began);
  }

  /** What the client asked for. Any thread may ask. */
  Handshake handshake() {
    return handshake;
  }

  private WebSocketLimits limits() {
    return worker.config().webSocket();
  }

  /** Starts the application. */
  void start() {
    worker.members().add(this);
    inbox.add(new WebSocketEvent.Connect(), 0);
    run.start();
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
    deadline = Long.MAX_VALUE;
    heartbeat.heard(worker.members().now());
    Wire.send(channel, worker.site().heads().head(101, answer));
    worker.site().accessLog().opened(line());
    FrameCodec.install(channel, decoder, limits());
    readMore();
  }

  /** Refuses the handshake. */
  void deny(WebSocketCommand.Deny deny) {
    if (phase != Phase.CONNECTING) {
      return;
    }
    Wire.send(channel, worker.site().heads().last(deny.status(), deny.headers(), deny.body()));
    worker.site().accessLog().request(line(), deny.status(), deny.body().size());
    leave(1006, "", "the handshake was refused");
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
      outbox.end("the WebSocket was closed");
      Wire.send(channel, new CloseWebSocketFrame(code, reason));
      readMore();
    }
  }

  /** Ends a socket whose client does not read. Any thread may call it. */
  void tooSlow() {
    worker.execute(() -> fail(1008, "too slow"));
  }

  private void applicationEnded(ApplicationRun.Outcome outcome) {
    outgoing.then(() -> end(outcome));
  }

  private void end(ApplicationRun.Outcome outcome) {
    var failed = outcome == ApplicationRun.Outcome.FAILED;
    if (failed && phase == Phase.CONNECTING) {
      deny(500, "Internal Server Error\n" + scope.id());
    } else if (failed) {
      close(1011, scope.id());
    } else {
      close(1000, "");
    }
  }

  // What the client does

  /** Hands a message to the application. */
  void received(MessageAssembler.Message message) {
    inbox.add(message.event(), message.bytes());
  }

  /** Whether messages still count. */
  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** The client has sent a close frame; {@code code} is negative if that had none. */
  void closed(int code, String reason) {
    if (phase == Phase.CLOSED) {
      return;
    }
    if (phase == Phase.OPEN) {
      outgoing.drain();
      Wire.send(channel, code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""));
    }
    ended(code < 0 ? 1005 : code, reason, "the client has closed the WebSocket");
    closeGently();
  }

  /** Something has come from the client, be it a part of a frame. */
  void heard() {
    heartbeat.heard(worker.members().now());
    readMore();
  }

  private void readMore() {
    if (wantsMore()) {
      channel.read();
    }
  }

  private boolean wantsMore() {
    return switch (phase) {
      case CONNECTING -> !decoder.hasBytes();
      case OPEN -> inbox.hasRoom();
      case CLOSING, CLOSED -> true;
    };
  }

  /** Some of what waited for the client has been written. */
  void roomChanged() {
    outgoing.roomChanged();
  }

  /** The connection has ended. */
  void gone() {
    ended(1006, "", "the client has gone");
    outgoing.roomChanged();
  }

  /** The connection is broken. */
  void broken(Throwable cause) {
    LOG.debug("connection {} is broken", scope.id(), cause);
    Wire.cut(channel);
  }

  // What the server does

  /** Closes the socket without waiting for the client's answer. */
  void fail(int code, String reason) {
    if (phase != Phase.OPEN) {
      return;
    }
    outgoing.drain();
    Wire.send(channel, new CloseWebSocketFrame(code, reason));
    ended(code, reason, "the server has closed the WebSocket with " + code);
    closeGently();
  }

  private void ended(int code, String reason, String why) {
    switch (phase) {
      case CONNECTING -> worker.site().accessLog().request(line(), 499, 0);
      case OPEN, CLOSING -> worker.site().accessLog().closed(line(), code);
      case CLOSED -> {}
    }
    leave(code, reason, why);
  }

  /** Tells the application, once. */
  private void leave(int code, String reason, String why) {
    phase = Phase.CLOSED;
    outbox.end(why);
    outgoing.abandon();
    inbox.end(new WebSocketEvent.Disconnect(code, reason));
    run.clientGone();
  }

  private void closeGently() {
    deadline = after(limits().closeTimeout());
    decoder.discard();
    Wire.closeGently(channel);
  }

  private long after(Duration timeout) {
    return worker.members().now() + timeout.toNanos();
  }

  private AccessLog.Line line() {
    return new AccessLog.Line(
        scope.head().client(),
        "WEBSOCKET",
        scope.path(),
        (worker.members().now() - began) / 1_000_000,
        scope.id());
  }

  @Override
  public void tick(long now) {
    if (now >= deadline) {
      overdue();
    } else if (phase == Phase.OPEN) {
      beat(now);
    }
  }

  private void overdue() {
    if (phase != Phase.CONNECTING) {
      Wire.cut(channel);
      return;
    }
    LOG.warn(
        "connection {}: the application neither accepted nor refused within {}",
        scope.id(),
        limits().handshakeTimeout());
    deny(503, "the application took too long");
  }

  private void beat(long now) {
    if (!inbox.hasRoom()) {
      heartbeat.heard(now); // nothing is read, so a pong would not be heard
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

  private enum Phase {
    CONNECTING,
    OPEN,
    CLOSING,
    CLOSED
  }
}
