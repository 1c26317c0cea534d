package dev.sluice.server;

import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.Denials;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.HttpCommand;
import dev.sluice.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Where an application puts its response. The head is held until the first part of the body, or
 * until the application waits, so that the server can still answer in its place and knows the
 * length of short responses. The event loop may end it at any time.
 */
final class HttpOutbox implements Outbox {

  private final HttpExchange exchange;
  private final Outgoing outgoing;
  private final ResponseHeads heads;
  private HttpCommand.@Nullable Start held; // null before the application's Start
  private @Nullable ResponsePlan plan; // null until the head is written
  private long bodyBytes;
  private boolean finished;
  private String over = ""; // why nothing more can be sent, if nothing can

  HttpOutbox(HttpExchange exchange, Outgoing outgoing, ResponseHeads heads) {
    this.exchange = exchange;
    this.outgoing = outgoing;
    this.heads = heads;
  }

  @Override
  public void send(Command command) {
    switch (command) {
      case HttpCommand.Start start -> hold(start);
      case HttpCommand.Body body -> send(body);
      case Command other ->
          throw new IllegalStateException(
              "%s on an HTTP request (expected: Start or Body)"
                  .formatted(other.getClass().getSimpleName()));
    }
  }

  private synchronized void hold(HttpCommand.Start start) {
    requireClient();
    if (held != null) {
      throw new IllegalStateException("the response has begun (expected: a Body)");
    }
    var _ = ResponsePlan.length(start);
    held = start;
  }

  private void send(HttpCommand.Body body) {
    requireOpen();
    outgoing.awaitRoom();
    write(body);
  }

  private synchronized void requireOpen() {
    requireClient();
    if (held == null) {
      throw new IllegalStateException("the response has not begun (expected: a Start)");
    }
    if (finished) {
      throw new IllegalStateException("the response has ended (expected: nothing more)");
    }
  }

  private void requireClient() {
    if (!over.isEmpty()) {
      throw new DisconnectedException(over);
    }
  }

  private synchronized void write(HttpCommand.Body body) {
    requireOpen();
    var chosen = plan == null ? choose(body) : plan;
    count(chosen.framing(), body); // before the plan holds: what fails here can be answered
    var first = plan == null ? head(chosen) : Unpooled.EMPTY_BUFFER;
    plan = chosen;
    var part = chosen.framing().encode(body.bytes(), !body.more());
    outgoing.put(Unpooled.wrappedBuffer(first, part), body.bytes().size() + 64);
    if (!body.more()) {
      finish();
    }
  }

  private void count(Framing framing, HttpCommand.Body body) {
    var sum = bodyBytes + body.bytes().size();
    if (framing instanceof Framing.Length(var length)
        && (sum > length || (sum < length && !body.more()))) {
      throw new IllegalStateException(
          "the response has %d bytes%s (expected: %d, as its Content-Length says)"
              .formatted(sum, body.more() ? " and more" : "", length));
    }
    bodyBytes = framing instanceof Framing.None ? 0 : sum;
  }

  private ResponsePlan choose(HttpCommand.Body first) {
    var start = held;
    if (start == null) {
      throw new IllegalStateException("the response has not begun (expected: a Start)");
    }
    return ResponsePlan.of(exchange.request(), start, first, exchange.mayKeepAlive());
  }

  private ByteBuf head(ResponsePlan chosen) {
    return heads.head(chosen.status(), chosen.headers());
  }

  private void finish() {
    finished = true;
    var keepsAlive = plan != null && plan.keepsAlive();
    outgoing.then(() -> exchange.responded(keepsAlive));
  }

  /** Writes a head that is held, since the application is about to wait. */
  synchronized void writeHeldHead() {
    if (held != null && plan == null && over.isEmpty()) {
      plan = choose(new HttpCommand.Body(Bytes.empty(), true));
      outgoing.put(head(plan), 64);
    }
  }

  /** Whether nothing more will be sent. */
  synchronized boolean isSettled() {
    return finished || !over.isEmpty();
  }

  /** Ends a response that the application left open; false if it cannot end as it began. */
  boolean complete() {
    try {
      write(new HttpCommand.Body(Bytes.empty(), false));
      return true;
    } catch (DisconnectedException e) {
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Lets the application send no more, because of {@code reason}. */
  synchronized void end(String reason) {
    over = over.isEmpty() ? reason : over;
  }

  /** Denies a request whose response has begun; false if its head is out, or nobody is there. */
  boolean deny(DenyException denied) {
    return answer(Denials.start(denied), Denials.body(denied), "the request was denied");
  }

  /** Answers in the application's place; false if that has begun, or nobody is there. */
  boolean answer(int status, String text, String reason) {
    return answer(
        new HttpCommand.Start(status, ResponseHeads.plainText()), Bytes.utf8(text + "\n"), reason);
  }

  /** Answers in the application's place, and then lets it send no more because of a reason. */
  synchronized boolean answer(HttpCommand.Start start, Bytes body, String reason) {
    if (plan != null || !over.isEmpty()) {
      return false;
    }
    held = new HttpCommand.Start(start.status(), start.headers().with("Connection", "close"));
    write(new HttpCommand.Body(body, false));
    over = reason;
    return true;
  }

  /** The status that was sent, or 499 if none was. */
  synchronized int status() {
    return plan == null ? 499 : plan.status();
  }

  synchronized long bodyBytes() {
    return bodyBytes;
  }
}
