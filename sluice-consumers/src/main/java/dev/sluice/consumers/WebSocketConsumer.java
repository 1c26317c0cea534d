package dev.sluice.consumers;

import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.ExtensionEvent;
import dev.sluice.Headers;
import dev.sluice.HttpEvent;
import dev.sluice.LifespanEvent;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import dev.sluice.layers.Channel;
import dev.sluice.web.WebSocket;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves one WebSocket with a method for each thing that can happen to it. All of them are called
 * on one thread, one at a time, so a consumer needs no locks.
 */
public abstract class WebSocketConsumer {

  private Optional<WebSocket> socket = Optional.empty();

  /** For subclasses. There is no connection yet: {@link #connect} is the first to see it. */
  protected WebSocketConsumer() {}

  /** Returns a handler that serves each connection with a consumer of its own. */
  public static WebSocket.Handler each(Supplier<? extends WebSocketConsumer> factory) {
    return socket -> factory.get().consume(socket);
  }

  /**
   * Called when a client asks to connect; accepts it unless overridden. Returning without {@link
   * #accept} refuses the handshake with 403.
   *
   * @throws dev.sluice.DenyException to refuse it with another status
   */
  protected void connect() throws Exception {
    accept();
  }

  /** Called with each text message, which may be empty; ignores it unless overridden. */
  protected void receive(String text) throws Exception {}

  /** Called with each binary message, which may be empty; ignores it unless overridden. */
  protected void receive(Bytes bytes) throws Exception {}

  /** Called with what other parts of the program say; ignores it unless overridden. */
  protected void receive(Message message) throws Exception {}

  /**
   * Called exactly once for each {@link #connect}, when the connection is over, however it ended.
   *
   * @param code as in {@link WebSocket#closeCode}; where another method failed on an open socket,
   *     the code that the server is about to close it with: 1011, or 44xx for a denial
   */
  protected void disconnect(int code) throws Exception {}

  /**
   * The groups to receive messages from, asked for at each accept; none unless overridden. They are
   * joined when the handshake is accepted, and left behind {@link #disconnect}.
   *
   * @return names, for which there must be a layer's {@link Channel} in the scope
   */
  protected Collection<String> groups() {
    return List.of();
  }

  /** What is known about the connection. */
  protected final WebSocketScope scope() {
    return socket().scope();
  }

  /** Completes the handshake. */
  protected final void accept() {
    joining().accept();
  }

  /** Completes the handshake, with header fields in its answer, such as {@code Set-Cookie}. */
  protected final void accept(Headers headers) {
    joining().accept(headers);
  }

  /** Completes the handshake and agrees on a subprotocol, one of those that the client offers. */
  protected final void accept(String subprotocol) {
    joining().accept(subprotocol);
  }

  /** Completes the handshake with a subprotocol, one of those on offer, and header fields. */
  protected final void accept(String subprotocol, Headers headers) {
    joining().accept(subprotocol, headers);
  }

  /** Refuses the handshake with an HTTP status and a few words that the client may see. */
  protected final void deny(int status, String reason) {
    socket().deny(status, reason);
  }

  /** Refuses the handshake with an HTTP response, whose status is from 300 to 599. */
  protected final void deny(int status, Headers headers, Bytes body) {
    socket().deny(status, headers, body);
  }

  /** Sends a text message; waits while the client is slow to read. */
  protected final void send(String text) {
    socket().send(text);
  }

  /** Sends a binary message; waits while the client is slow to read. */
  protected final void send(Bytes bytes) {
    socket().send(bytes);
  }

  /** Closes with 1000; before an accept, refuses the handshake with 403. */
  protected final void close() {
    socket().close();
  }

  /** Closes with a code: 1000 to 1003, 1007 to 1014 or 3000 to 4999. */
  protected final void close(int code) {
    socket().close(code);
  }

  /** Closes with a code and a reason of at most 123 bytes of UTF-8, which the client may see. */
  protected final void close(int code, String reason) {
    socket().close(code, reason);
  }

  /** Returns the socket, whose channel joins what the consumer wants as soon as it is accepted. */
  private WebSocket joining() {
    var groups = groups();
    if (!groups.isEmpty()) {
      groups.forEach(Channel.of(scope())::join);
    }
    return socket();
  }

  final WebSocket socket() {
    return socket.orElseThrow(
        () ->
            new IllegalStateException(
                "there is no connection yet (expected: that connect() has been called)"));
  }

  final void consume(WebSocket connection) throws Exception {
    socket = Optional.of(connection);
    var ending = new Ending(this::disconnect);
    try {
      converse(connection);
    } catch (Throwable failure) {
      ending.runAfter(failure, connection);
      throw failure;
    }
    ending.run(connection.closeCode());
  }

  private void converse(WebSocket connection) throws Exception {
    connect();
    if (!connection.isOpen()) {
      connection.close();
      return;
    }
    for (var event : connection) {
      dispatch(event);
    }
  }

  private void dispatch(Event event) throws Exception {
    switch (event) {
      case WebSocketEvent.Text(String text) -> receive(text);
      case WebSocketEvent.Binary(Bytes bytes) -> receive(bytes);
      case ChannelEvent(Message message) -> receive(message);
      case WebSocketEvent _, HttpEvent _, LifespanEvent _, ExtensionEvent _ ->
          throw new IllegalStateException(event + " came (expected: a message)");
    }
  }
}
