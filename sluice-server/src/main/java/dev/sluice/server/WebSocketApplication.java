package dev.sluice.server;

import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import io.netty.channel.Channel;

/** The application of one WebSocket, with everything it is given. For the event loop. */
final class WebSocketApplication {

  private final Worker worker;
  private final WebSocketScope scope;
  private final WebSocketOutbox outbox;
  private final EventQueue inbox;
  private final ApplicationRun run;
  private final long began;

  WebSocketApplication(
      WebSocketConnection connection,
      Worker worker,
      Channel channel,
      Outgoing outgoing,
      Handshake handshake) {
    this.worker = worker;
    this.began = worker.members().now();
    this.scope =
        new WebSocketScope(
            handshake.subprotocols(),
            Heads.of(worker.site(), handshake.request(), "ws", channel),
            worker.site().state());
    this.outbox = new WebSocketOutbox(connection, outgoing, handshake, worker.loop());
    this.inbox =
        new EventQueue(
            worker.config().buffers(),
            () -> worker.execute(connection::readMore),
            () -> {},
            outbox);
    this.run =
        new ApplicationRun(
            worker,
            scope,
            inbox,
            outbox,
            outcome -> outgoing.then(() -> connection.applicationEnded(outcome)));
  }

  void start() {
    inbox.add(new WebSocketEvent.Connect(), 0);
    run.start();
  }

  /** The connection's name in logs. */
  String id() {
    return scope.id();
  }

  /** Hands it a message. */
  void received(MessageAssembler.Message message) {
    inbox.add(message.event(), message.bytes());
  }

  /** Whether it may be handed more. */
  boolean hasRoom() {
    return inbox.hasRoom();
  }

  /** Lets it send no more. */
  void closed(String why) {
    outbox.end(why);
  }

  /** Tells it that the connection is over, and limits its time. */
  void disconnected(int code, String reason, String why) {
    outbox.end(why);
    inbox.end(new WebSocketEvent.Disconnect(code, reason));
    run.clientGone();
  }

  /** What the access log tells about it. */
  AccessLog.Line line() {
    return new AccessLog.Line(
        scope.head().client(),
        "WEBSOCKET",
        scope.path(),
        (worker.members().now() - began) / 1_000_000,
        scope.id());
  }
}
