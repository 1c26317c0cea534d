package dev.sluice.server;

import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, its application and its response. Methods belong to the event loop. */
final class HttpExchange {

  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  private final HttpConnection connection;
  private final Worker worker;
  private final Channel channel;
  private final Request request;
  private final HttpScope scope;
  private final EventQueue inbox;
  private final HttpOutbox outbox;
  private final Outgoing outgoing;
  private final ApplicationRun run;
  private final long began;
  private long waitsSince; // since when the client, or else the application, has done nothing
  private boolean bodyComplete;
  private boolean over;
  private volatile boolean draining;

  HttpExchange(
      HttpConnection connection,
      Worker worker,
      Channel channel,
      Outgoing outgoing,
      Request request) {
    this.connection = connection;
    this.worker = worker;
    this.channel = channel;
    this.request = request;
    this.outgoing = outgoing;
    this.began = worker.members().now();
    this.waitsSince = began;
    this.scope =
        new HttpScope(
            request.method(),
            Heads.of(worker.site(), request, "http", channel),
            worker.site().state());
    this.outbox = new HttpOutbox(this, outgoing, worker.site().heads());
    this.inbox =
        new EventQueue(
            worker.config().buffers(),
            () -> worker.execute(this::hasRoomAgain),
            outbox::writeHeldHead);
    this.run = new ApplicationRun(worker, scope, inbox, outbox, this::applicationEnded);
  }

  void start() {
    run.start();
  }

  Request request() {
    return request;
  }

  /** Whether another request may follow. Any thread may ask. */
  boolean mayKeepAlive() {
    return !worker.site().isClosing();
  }

  /** Hands the application some of the body, or drops it if nobody wants it any more. */
  void body(BodyPart part) {
    bodyComplete = part.last();
    waitsSince = worker.members().now();
    inbox.add(new HttpEvent.Body(part.bytes(), !part.last()), part.bytes().size());
    if (draining) {
      drain();
    }
  }

  /** Lets the client, who had to wait, go on, with all of its time. */
  private void hasRoomAgain() {
    if (!bodyComplete) {
      waitsSince = worker.members().now();
    }
    connection.readMore();
  }

  /**
   * Begins to end: an application that waits for anything behind the body is told to end, and may
   * complete its response; any other goes on.
   */
  void drain() {
    draining = true;
    if (bodyComplete) {
      inbox.end(new HttpEvent.Disconnect());
    }
  }

  boolean isBodyComplete() {
    return bodyComplete;
  }

  /** Whether the response has gone out. */
  boolean isOver() {
    return over;
  }

  boolean wantsBody() {
    return over || inbox.hasRoom();
  }

  /** Called behind the last byte of the response. */
  void responded(boolean keepsAlive) {
    if (over) {
      return;
    }
    end("the response has ended");
    connection.exchangeEnded(keepsAlive);
  }

  /** There is no client any more, because of {@code reason}. */
  void clientGone(String reason) {
    if (!over) {
      end(reason);
    }
  }

  private void end(String reason) {
    over = true;
    outbox.end(reason);
    inbox.end(new HttpEvent.Disconnect());
    run.clientGone();
    worker.site().accessLog().request(line(), outbox.status(), outbox.bodyBytes());
  }

  private AccessLog.Line line() {
    return new AccessLog.Line(
        scope.head().client(),
        scope.method(),
        scope.path(),
        (worker.members().now() - began) / 1_000_000,
        scope.id());
  }

  /**
   * Gives up on an application that has not answered in time since it could, or on a client that is
   * silent within its body. Whoever makes progress is not cut, however long it takes.
   */
  void tick(long now) {
    var limit = worker.config().http().requestTimeout();
    if (over || now - waitsSince < limit.toNanos()) {
      return;
    }
    var client = !bodyComplete && inbox.hasRoom();
    var text = client ? "the body took too long" : "the application took too long";
    if (outbox.answer(client ? 408 : 503, text, "nothing happened for " + limit)) {
      LOG.warn("connection {}: {} (limit: {})", scope.id(), text, limit);
    }
  }

  /** Answers a request whose body turned out to be malformed or too long. */
  void refuse(Refusal refusal) {
    if (!outbox.answer(refusal.status(), refusal.reason(), refusal.reason())) {
      abort();
    }
  }

  /** Drops the connection, since the response cannot end as it began. Any thread may call it. */
  void abort() {
    worker.execute(() -> Wire.cut(channel));
  }

  private void applicationEnded(Outcome outcome) {
    var returned = outcome == Outcome.RETURNED;
    if (outbox.isSettled() || (returned && outbox.complete())) {
      return;
    }
    if (returned && draining && outbox.answer(503, "the server stops", "the server stops")) {
      return;
    }
    var answered =
        outbox.answer(
            new HttpCommand.Start(outcome.status(), outcome.headers()),
            outcome.body(scope.id()),
            "the application has failed");
    if (returned) {
      LOG.error(
          "connection {}: the application on {} returned without {} response",
          scope.id(),
          LogText.printable(scope.path()),
          answered ? "a" : "the whole");
    }
    if (!answered) {
      outgoing.then(this::abort);
    }
  }
}
