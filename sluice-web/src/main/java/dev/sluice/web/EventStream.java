package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
import dev.sluice.Message;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events, as a browser's {@code EventSource} reads them (WHATWG HTML, section 9.2). For
 * use by its connection's thread only.
 *
 * <p>It opens with the first thing that is sent or waited for; until then a {@link DenyException}
 * refuses it with a status, and the browser does not come back. When the handler returns or denies
 * later, the stream ends; a browser then asks again by itself, with the id of the last event it has
 * seen. Where HEAD asks for the header fields only, the stream ends as soon as it is open.
 */
public final class EventStream {

  /** Talks to one client. */
  @FunctionalInterface
  public interface Handler {
    /** Returns when the stream is to end. */
    void handle(EventStream stream) throws Exception;
  }

  /** How long a stream is silent before a comment shows that it lives, unless told otherwise. */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  static final String CONTENT_TYPE = "text/event-stream";

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Exchange exchange;
  private final Duration keepAlive;
  private boolean open;

  private EventStream(Exchange exchange, Duration keepAlive) {
    this.exchange = exchange;
    this.keepAlive = keepAlive;
  }

  /** Returns a handler as an application. A WebSocket's handshake with it is refused with 404. */
  public static Application application(Handler handler) {
    return application(handler, KEEP_ALIVE);
  }

  /**
   * Returns a handler as an application that shows that it lives after another time.
   *
   * @param keepAlive less than what proxies on the way wait for, such as nginx's 60 s
   */
  public static Application application(Handler handler, Duration keepAlive) {
    if (!keepAlive.isPositive()) {
      throw new IllegalArgumentException(
          "keepAlive is %s (expected: a positive time)".formatted(keepAlive));
    }
    return Exchange.application(exchange -> run(handler, exchange, keepAlive));
  }

  static void run(Handler handler, Exchange exchange, Duration keepAlive) throws Exception {
    var stream = new EventStream(exchange, keepAlive);
    try {
      handler.handle(stream);
      stream.open();
    } catch (DenyException denied) {
      if (!stream.open) {
        throw denied;
      }
      LOG.info("event stream {} ends with {}", exchange.scope().id(), denied.status());
    }
  }

  /** What is known about the request. */
  public HttpScope scope() {
    return exchange.scope();
  }

  /**
   * The id of the last event that this client has seen, if it says so: a browser does when it comes
   * back after a break. What came behind that event is yours to send again.
   */
  public Optional<String> lastEventId() {
    return lastEventId(scope());
  }

  static Optional<String> lastEventId(ConnectionScope scope) {
    return scope
        .headers()
        .first("Last-Event-ID")
        .map(value -> new String(value.getBytes(ISO_8859_1), UTF_8))
        .filter(id -> !id.isEmpty());
  }

  /** Opens the stream now, or does nothing if it is open. */
  public void open() {
    if (open) {
      return;
    }
    exchange.start(
        200,
        Headers.of("Content-Type", CONTENT_TYPE)
            .with("Cache-Control", "no-store")
            .with("X-Accel-Buffering", "no")); // nginx would hold back what it gets otherwise
    open = true;
    if (exchange.isHead()) {
      exchange.end(Bytes.empty());
    } else {
      exchange.write(Bytes.empty());
    }
  }

  /**
   * Sends an event without a name or an id; waits while the client is slow to read.
   *
   * @throws DisconnectedException if the client has gone, or was too slow for too long
   */
  public void send(String data) {
    send(ServerSentEvent.of(data));
  }

  /** Sends an event, and otherwise does as {@link #send(String)}. */
  public void send(ServerSentEvent event) {
    write(event.encode());
  }

  /**
   * Sends a value as JSON, in an event without a name or an id. A message of others that came last,
   * passed on as it is, is encoded once for all in this process who got it.
   */
  public void sendJson(Object value) {
    send(json(value));
  }

  String json(Object value) {
    return exchange.json(value);
  }

  /** Sends something that no page sees, such as a sign of life. */
  public void comment(String text) {
    write(ServerSentEvent.comment(text));
  }

  /** Tells how long the client is to wait before it comes back after a break. */
  public void retry(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException(
          "the wait is %s (expected: zero or a positive time)".formatted(wait));
    }
    write("retry: %d\n\n".formatted(wait.toMillis()));
  }

  private void write(String text) {
    open();
    if (exchange.isHead()) {
      throw new DisconnectedException("a HEAD request has no event stream");
    }
    exchange.write(text);
  }

  /**
   * The messages still to come from elsewhere in the program; ends when the client leaves or the
   * server stops. While none comes, comments keep the connection open.
   */
  public Iterable<Message> messages() {
    return () -> new Arrivals<>(this::next);
  }

  /** Waits for the next message, with signs of life. */
  Optional<Message> next() {
    open();
    if (exchange.isHead()) {
      return Optional.empty();
    }
    try {
      var message = exchange.receive(keepAlive);
      while (message.isEmpty()) {
        comment("");
        message = exchange.receive(keepAlive);
      }
      return message;
    } catch (DisconnectedException e) {
      LOG.debug("event stream {} ends", scope().id(), e);
      return Optional.empty();
    }
  }
}
