package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelScope;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionScope;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.WebSocketScope;
import java.util.ArrayList;
import java.util.Optional;

/**
 * An HTTP request and its response, piece by piece: for bodies that are too large to hold, or that
 * are made while they are sent. For use by its connection's thread only.
 */
public final class Exchange {

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    /** Returns when the response is complete; it must have been started by then. */
    void handle(Exchange exchange) throws Exception;
  }

  private final HttpScope scope;
  private final Inbox inbox;
  private final Outbox outbox;
  private boolean read;
  private boolean started;
  private boolean ended;

  private Exchange(HttpScope scope, Inbox inbox, Outbox outbox) {
    this.scope = scope;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  /** Returns a handler as an application. A WebSocket's handshake with it is refused with 404. */
  public static Application application(Handler handler) {
    return (scope, inbox, outbox) -> {
      switch (scope) {
        case HttpScope request -> run(handler, new Exchange(request, inbox, outbox));
        case WebSocketScope _ -> throw new DenyException(404, "Not Found");
        case LifespanScope _ -> {} // nothing to do
        case ChannelScope _, ExtensionScope _ ->
            throw new IllegalArgumentException(
                "%s is no HTTP request (expected: ProtocolTypeRouter.http around this)"
                    .formatted(scope.id()));
      }
    };
  }

  private static void run(Handler handler, Exchange exchange) throws Exception {
    handler.handle(exchange);
    if (!exchange.ended) {
      exchange.end(Bytes.empty());
    }
  }

  /** What is known about the request. */
  public HttpScope scope() {
    return scope;
  }

  /**
   * Waits for the next piece of the request's body, which may be empty; there is none behind the
   * last.
   *
   * @throws DisconnectedException if the client goes before the end
   */
  public Optional<Bytes> read() {
    if (read) {
      return Optional.empty();
    }
    return switch (inbox.receive()) {
      case HttpEvent.Body(Bytes bytes, boolean more) -> {
        read = !more;
        yield Optional.of(bytes);
      }
      case HttpEvent.Disconnect _ ->
          throw new DisconnectedException("the client left in the middle of the request's body");
      case Event other ->
          throw new IllegalStateException(other + " came (expected: the request's body)");
    };
  }

  /**
   * Waits for all of the request's body that has not been read yet.
   *
   * @throws DisconnectedException if the client goes before the end
   */
  public Bytes body() {
    var pieces = new ArrayList<Bytes>(1);
    new Arrivals<>(this::read).forEachRemaining(pieces::add);
    return pieces.size() == 1 ? pieces.getFirst() : Bytes.join(pieces);
  }

  /**
   * Begins the response.
   *
   * @param status from 200 to 599
   */
  public void start(int status, Headers headers) {
    if (started) {
      throw new IllegalStateException("the response has been started (expected: once)");
    }
    outbox.send(new HttpCommand.Start(status, headers));
    started = true;
  }

  /**
   * Sends a piece of the response's body; waits while the client is slow to read.
   *
   * @throws DisconnectedException if the client has gone, or was too slow for too long
   */
  public void write(Bytes bytes) {
    requireStarted();
    outbox.send(new HttpCommand.Body(bytes, true));
  }

  /** Sends a piece of text in UTF-8. */
  public void write(String text) {
    write(Bytes.utf8(text));
  }

  /** Sends the last piece of the response's body. */
  void end(Bytes bytes) {
    requireStarted();
    outbox.send(new HttpCommand.Body(bytes, false));
    ended = true;
  }

  private void requireStarted() {
    if (!started) {
      throw new IllegalStateException("the response has not been started (expected: start first)");
    }
  }
}
