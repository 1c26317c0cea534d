package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
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
import dev.sluice.Message;
import dev.sluice.Outbox;
import dev.sluice.WebSocketScope;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;

/**
 * An HTTP request and its response, piece by piece: for bodies that are too large to hold, for
 * answers that are made while they are sent, or that wait for a message from elsewhere in the
 * program. For use by its connection's thread only.
 *
 * <p>A client that leaves is noticed at once: whatever waits is woken, and it and every later step
 * throw a {@link DisconnectedException}, which a handler may let pass. Where HEAD asks for the
 * header fields only, what is written goes nowhere.
 */
public final class Exchange {

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    /** Returns when the response is complete; it must have been started by then. */
    void handle(Exchange exchange) throws Exception;
  }

  /** How many messages wait, at most, while a request's body is read. */
  static final int MOST_WAITING = 1000;

  private final HttpScope scope;
  private final Inbox inbox;
  private final Outbox outbox;
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
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
        case HttpScope request -> serve(handler, request, inbox, outbox);
        case WebSocketScope _ -> throw new DenyException(404, "Not Found");
        case LifespanScope _ -> {} // nothing to do
        case ChannelScope _, ExtensionScope _ ->
            throw new IllegalArgumentException(
                "%s is no HTTP request (expected: ProtocolTypeRouter.http around this)"
                    .formatted(scope.id()));
      }
    };
  }

  static void serve(Handler handler, HttpScope scope, Inbox inbox, Outbox outbox) throws Exception {
    var exchange = new Exchange(scope, inbox, outbox);
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
   * last. While nobody reads, the client has to wait.
   *
   * @throws DisconnectedException if the client goes before the end
   */
  public Optional<Bytes> read() {
    while (!read) {
      switch (inbox.receive()) {
        case HttpEvent.Body(Bytes bytes, boolean more) -> {
          read = !more;
          return Optional.of(bytes);
        }
        case ChannelEvent(Message message) -> keep(message);
        case HttpEvent.Disconnect _ ->
            throw new DisconnectedException("the client left in the middle of the request's body");
        case Event other -> throw unexpected(other);
      }
    }
    return Optional.empty();
  }

  private void keep(Message message) {
    if (waiting.size() >= MOST_WAITING) {
      throw new IllegalStateException(
          "%d messages came while the request's body was read (expected: fewer; join groups after it)"
              .formatted(MOST_WAITING));
    }
    waiting.add(message);
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

  /** Returns the request's body as a stream, whose end is that of the body. */
  public InputStream bodyStream() {
    return new BodyInputStream(this::read);
  }

  /**
   * Waits for the next message from elsewhere in the program. What has not been read of the
   * request's body by now is passed over.
   *
   * @throws DisconnectedException if the client goes, or the server stops
   */
  public Message receive() {
    return waitingMessage().orElseGet(() -> message(inbox.receive()));
  }

  /**
   * Waits for the next message, but no longer than a time; zero only looks. What has not been read
   * of the request's body by now is passed over first.
   *
   * @return empty if there was none in that time
   * @throws DisconnectedException if the client goes, or the server stops
   */
  public Optional<Message> receive(Duration atMost) {
    return waitingMessage().or(() -> inbox.receive(atMost).map(Exchange::message));
  }

  private Optional<Message> waitingMessage() {
    while (!read) {
      var _ = read();
    }
    return Optional.ofNullable(waiting.poll());
  }

  private static Message message(Event event) {
    return switch (event) {
      case ChannelEvent(Message message) -> message;
      case HttpEvent.Disconnect _ ->
          throw new DisconnectedException("the client left, or the server stops");
      case Event other -> throw unexpected(other);
    };
  }

  private static IllegalStateException unexpected(Event event) {
    return new IllegalStateException(event + " came (expected: a request's events)");
  }

  /**
   * Begins the response. The head goes out with the first piece of the body, or when the handler
   * waits for a message.
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
   * Sends a piece of the response's body; waits while the client is slow to read. An empty piece
   * sends the head at once.
   *
   * @throws DisconnectedException if the client has gone, or was too slow for too long
   */
  public void write(Bytes bytes) {
    requireStarted();
    outbox.send(new HttpCommand.Body(isHead() ? Bytes.empty() : bytes, true));
  }

  /** Sends a piece of text in UTF-8. */
  public void write(String text) {
    write(Bytes.utf8(text));
  }

  /** Sends a whole response, and tells its length. */
  public void respond(Response response) {
    var told = response.withLength();
    start(told.status(), told.headers());
    end(told.body());
  }

  /** Sends the last piece of the response's body. */
  void end(Bytes bytes) {
    requireStarted();
    outbox.send(new HttpCommand.Body(isHead() ? Bytes.empty() : bytes, false));
    ended = true;
  }

  boolean isHead() {
    return scope.method().equals("HEAD");
  }

  private void requireStarted() {
    if (!started) {
      throw new IllegalStateException("the response has not been started (expected: start first)");
    }
  }

  String json(Object value) {
    return SharedJson.of(value, inbox);
  }
}
