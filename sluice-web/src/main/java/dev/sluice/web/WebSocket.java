package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionEvent;
import dev.sluice.ExtensionScope;
import dev.sluice.Frame;
import dev.sluice.Headers;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import java.util.Iterator;
import java.util.Optional;

/**
 * A WebSocket as an application sees it: typed, and checked for calls out of order. For use by its
 * connection's thread only.
 *
 * <p>It begins with a handshake that waits for an answer, {@link #accept} or {@link #deny}. Then it
 * is open: iterating over it gives the events of the client and of the rest of the program, and
 * ends when the socket is closed, by whichever side.
 */
public final class WebSocket implements Iterable<Event> {

  /** Talks to one client, from the handshake on. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Returns when the conversation is over: an open socket is then closed with 1000, and a
     * handshake without an answer is refused with 403.
     */
    void handle(WebSocket socket) throws Exception;
  }

  private enum State {
    CONNECTING,
    OPEN,
    CLOSED
  }

  private final WebSocketScope scope;
  private final Inbox inbox;
  private final Outbox outbox;
  private State state = State.CONNECTING;
  private int closeCode = 1006;

  private WebSocket(WebSocketScope scope, Inbox inbox, Outbox outbox) {
    this.scope = scope;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  /**
   * Returns a handler as an application. An HTTP request to it is answered with 426, since it asks
   * for a WebSocket (RFC 9110, section 15.5.22).
   */
  public static Application application(Handler handler) {
    return (scope, inbox, outbox) -> {
      switch (scope) {
        case WebSocketScope handshake -> run(handler, new WebSocket(handshake, inbox, outbox));
        case HttpScope _ ->
            throw new DenyException(426, "Upgrade Required", Headers.of("Upgrade", "websocket"));
        case LifespanScope _ -> {} // nothing to do
        case ChannelScope _, ExtensionScope _ ->
            throw new IllegalArgumentException(
                "%s is no WebSocket (expected: ProtocolTypeRouter.webSocket around this)"
                    .formatted(scope.id()));
      }
    };
  }

  private static void run(Handler handler, WebSocket socket) throws Exception {
    handler.handle(socket);
    socket.close();
  }

  /** What is known about the connection. */
  public WebSocketScope scope() {
    return scope;
  }

  /** Tells whether it has been accepted and not closed since, as far as this side knows. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /**
   * Completes the handshake.
   *
   * @throws DisconnectedException if the client has gone in the meantime
   * @throws IllegalStateException if the handshake has been answered already
   */
  public void accept() {
    accept(Headers.none());
  }

  /** Completes the handshake, with header fields in its answer, such as {@code Set-Cookie}. */
  public void accept(Headers headers) {
    accept(Optional.empty(), headers);
  }

  /**
   * Completes the handshake and agrees on a subprotocol.
   *
   * @throws IllegalArgumentException if the client does not offer it
   */
  public void accept(String subprotocol) {
    accept(subprotocol, Headers.none());
  }

  /**
   * Completes the handshake, with header fields in its answer, and agrees on a subprotocol.
   *
   * @throws IllegalArgumentException if the client does not offer it
   */
  public void accept(String subprotocol, Headers headers) {
    if (!scope.subprotocols().contains(subprotocol)) {
      throw new IllegalArgumentException(
          "the subprotocol is '%s' (expected: one of %s, which the client offers)"
              .formatted(subprotocol, scope.subprotocols()));
    }
    accept(Optional.of(subprotocol), headers);
  }

  private void accept(Optional<String> subprotocol, Headers headers) {
    require(State.CONNECTING);
    var first = inbox.receive();
    if (!(first instanceof WebSocketEvent.Connect)) {
      throw new IllegalStateException(first + " came first (expected: a connect)");
    }
    outbox.send(new WebSocketCommand.Accept(subprotocol, headers));
    state = State.OPEN;
  }

  /** Refuses the handshake with an HTTP status and a few words that the client may see. */
  public void deny(int status, String reason) {
    var headers = Headers.of("Content-Type", "text/plain; charset=utf-8");
    deny(status, headers, Bytes.utf8(reason + "\n"));
  }

  /** Refuses the handshake with an HTTP response, whose status is from 300 to 599. */
  public void deny(int status, Headers headers, Bytes body) {
    require(State.CONNECTING);
    outbox.send(new WebSocketCommand.Deny(status, headers, body));
    closed(1006);
  }

  /**
   * Sends a text message; waits while the client is slow to read.
   *
   * @throws DisconnectedException if the client has gone, or was too slow for too long
   */
  public void send(String text) {
    require(State.OPEN);
    outbox.send(new WebSocketCommand.Text(text));
  }

  /** Sends a binary message, and otherwise does as {@link #send(String)}. */
  public void send(Bytes bytes) {
    require(State.OPEN);
    outbox.send(new WebSocketCommand.Binary(bytes));
  }

  /**
   * Sends a value as JSON in a text message. A message of others that came last, passed on as it
   * is, is encoded once for all WebSockets of this process that got it.
   */
  public void sendJson(Object message) {
    require(State.OPEN);
    send(json(message));
  }

  /** Sends a value in a format, and otherwise does as {@link #sendJson(Object)}. */
  public <T> void sendJson(T message, JsonFormat<T> format) {
    require(State.OPEN);
    send(SharedJson.of(message, inbox, format));
  }

  String json(Object value) {
    return SharedJson.of(value, inbox);
  }

  /** Closes with 1000, or does nothing if it is closed. Before an accept: refuses with 403. */
  public void close() {
    close(1000);
  }

  /** Closes with a code: 1000 to 1003, 1007 to 1014 or 3000 to 4999 (RFC 6455, section 7.4). */
  public void close(int code) {
    close(code, "");
  }

  /** Closes with a code and a reason of at most 123 bytes of UTF-8, which the client may see. */
  public void close(int code, String reason) {
    if (state == State.CLOSED) {
      return;
    }
    var refused = state == State.CONNECTING;
    outbox.send(new WebSocketCommand.Close(code, reason));
    closed(refused ? 1006 : code);
  }

  /**
   * The code it was closed with, by whichever side: 1005 if the client gave none, and 1006 while it
   * is open, after a refused handshake, or if the connection broke.
   */
  public int closeCode() {
    return closeCode;
  }

  /** Waits for events one by one. */
  @Override
  public Iterator<Event> iterator() {
    return new Arrivals<>(this::next);
  }

  /** The text messages still to come; a binary one is an offence and closes with 1003. */
  public Iterable<String> texts() {
    return () -> new Arrivals<>(new Messages<>(this, text -> text, Messages.CLOSE)::next);
  }

  /**
   * The messages still to come, each read as JSON of a type, see {@link JsonFormat#of}; one that
   * cannot be read is answered with one message that tells what is wrong with it, see {@link
   * BadInput#answer}.
   */
  public <T> Iterable<T> json(Class<T> type) {
    return json(JsonFormat.of(type), BadInput.answer());
  }

  /** The messages still to come, each read as JSON; {@code badInput} decides about the others. */
  public <T> Iterable<T> json(Class<T> type, BadInput badInput) {
    return json(JsonFormat.of(type), badInput);
  }

  /**
   * The messages still to come, in a format of one's own; {@code badInput} decides about others.
   */
  public <T> Iterable<T> json(JsonFormat<T> format, BadInput badInput) {
    return () -> new Arrivals<>(new Messages<>(this, format::decode, badInput)::next);
  }

  /** Waits for the next event; there is none once the socket is closed. */
  Optional<Event> next() {
    if (state == State.CLOSED) {
      return Optional.empty();
    }
    require(State.OPEN);
    return switch (arrival()) {
      case WebSocketEvent.Disconnect(int code, String _) -> {
        closed(code);
        yield Optional.empty();
      }
      case WebSocketEvent.Connect again ->
          throw new IllegalStateException(again + " came twice (expected: once)");
      case WebSocketEvent.Text text -> Optional.of(text);
      case WebSocketEvent.Binary binary -> Optional.of(binary);
      case ChannelEvent channel -> Optional.of(channel);
      case HttpEvent _, LifespanEvent _, ExtensionEvent _ ->
          throw new IllegalStateException(
              "something else came on a WebSocket (expected: its events)");
    };
  }

  /** Waits for an event, and hands to the client what is ready for it. */
  private Event arrival() {
    while (true) {
      var event = inbox.receive();
      if (!(event instanceof ChannelEvent(Frame frame))) {
        return event;
      }
      outbox.send(frame.command());
    }
  }

  private void closed(int code) {
    state = State.CLOSED;
    closeCode = code;
  }

  private void require(State expected) {
    if (state != expected) {
      throw new IllegalStateException(
          "the WebSocket is %s (expected: %s)".formatted(state, expected));
    }
  }
}
