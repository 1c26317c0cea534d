package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionScope;
import dev.sluice.Frame;
import dev.sluice.HttpScope;
import dev.sluice.LifespanScope;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import java.util.Iterator;
import java.util.Optional;

/**
 * A client that is talked to over whatever it can: a WebSocket, an event stream, or polls. One
 * handler serves them all, with the same middleware around it. For use by its connection's thread
 * only.
 *
 * <p>The connection decides: a handshake is a {@link WebSocket}; a GET whose {@code Accept} names
 * {@code text/event-stream} is an {@link EventStream}; any other GET is a poll, answered with a
 * JSON array of what was sent, as soon as there is something, or with 204 after a while; a POST is
 * how clients without a WebSocket speak: its body is the one {@link WebSocketEvent.Text} that
 * arrives, and what is sent meanwhile is answered like a poll.
 *
 * <p>Each request runs the handler anew. What happens between two polls, or before a stream is
 * taken up again, is not kept for anybody, so nothing arrives twice and something may not arrive.
 * Where that matters, give events ids, keep them, and begin with what came behind {@link #lastId}.
 */
public final class Conversation implements Iterable<Event> {

  /** Talks to one client. */
  @FunctionalInterface
  public interface Handler {
    /** Returns when there is nothing more to say; without an accept that is a refusal with 403. */
    void handle(Conversation conversation) throws Exception;
  }

  /** How a kind of connection does it. */
  interface Form {
    void accept();

    void send(ServerSentEvent event);

    String json(Object value);

    Optional<Event> next();
  }

  private final ConnectionScope scope;
  private final Form form;
  private boolean accepted;

  Conversation(ConnectionScope scope, Form form) {
    this.scope = scope;
    this.form = form;
  }

  /** Returns a handler as an application for WebSockets and HTTP, with the usual times. */
  public static Application application(Handler handler) {
    return application(handler, ConversationConfig.defaults());
  }

  /** Returns a handler as an application for WebSockets and HTTP. */
  public static Application application(Handler handler, ConversationConfig config) {
    var socket =
        WebSocket.application(it -> run(handler, new Conversation(it.scope(), new OnSocket(it))));
    var http = Exchange.application(it -> OnHttp.serve(handler, it, config));
    return (scope, inbox, outbox) -> {
      switch (scope) {
        case WebSocketScope _ -> socket.serve(scope, inbox, outbox);
        case HttpScope _ -> http.serve(scope, inbox, outbox);
        case LifespanScope _ -> {} // nothing to do
        case ChannelScope _, ExtensionScope _ ->
            throw new IllegalArgumentException(
                "%s is no client of a conversation (expected: a request or a WebSocket)"
                    .formatted(scope.id()));
      }
    };
  }

  static void run(Handler handler, Conversation conversation) throws Exception {
    handler.handle(conversation);
    if (!conversation.accepted) {
      throw new DenyException(403, "Forbidden");
    }
  }

  /** What is known about the connection. */
  public ConnectionScope scope() {
    return scope;
  }

  /**
   * The id of the last event that this client has seen, if it says so: in the header {@code
   * Last-Event-ID}, which a browser's {@code EventSource} sends by itself, or in the query as
   * {@code last-event-id}.
   */
  public Optional<String> lastId() {
    return EventStream.lastEventId(scope)
        .or(() -> scope.query().first("last-event-id").filter(id -> !id.isEmpty()));
  }

  /**
   * Begins the conversation; until then, a {@link DenyException} refuses it with its status.
   *
   * @throws DisconnectedException if the client has gone in the meantime
   */
  public void accept() {
    if (accepted) {
      throw new IllegalStateException("the conversation has been accepted (expected: once)");
    }
    form.accept();
    accepted = true;
  }

  /**
   * Sends a text without an id; waits while the client is slow to read.
   *
   * @throws DisconnectedException if the client has gone, was too slow for too long, or takes no
   *     more in this answer
   */
  public void send(String text) {
    send(ServerSentEvent.of(text));
  }

  /**
   * Sends an event, and otherwise does as {@link #send(String)}. Over a WebSocket only its data
   * goes, as a text message, so that what clients are to know of its name and id must be in there.
   */
  public void send(ServerSentEvent event) {
    requireAccepted();
    form.send(event);
  }

  /**
   * Sends a value as JSON, without an id. A message of others that came last, passed on as it is,
   * is encoded once for all in this process who got it.
   */
  public void sendJson(Object value) {
    send(form.json(value));
  }

  /**
   * Waits for events one by one: {@link WebSocketEvent.Text} from the client, {@link ChannelEvent}
   * from elsewhere in the program. Ends when the client has gone or an answer is complete. A binary
   * message is an offence and closes with 1003.
   */
  @Override
  public Iterator<Event> iterator() {
    return new Arrivals<>(this::next);
  }

  /** Waits for an event, and hands to the client what is ready for it. */
  private Optional<Event> next() {
    requireAccepted();
    while (true) {
      var event = form.next();
      if (event.isEmpty() || !(event.get() instanceof ChannelEvent(Frame frame)) || !frame.text()) {
        return event;
      }
      send(frame.payload().utf8());
    }
  }

  private void requireAccepted() {
    if (!accepted) {
      throw new IllegalStateException("nothing has been accepted (expected: accept first)");
    }
  }

  /** Over a WebSocket. */
  private record OnSocket(WebSocket socket) implements Form {

    @Override
    public void accept() {
      socket.accept();
    }

    @Override
    public void send(ServerSentEvent event) {
      if (!socket.isOpen()) {
        throw new DisconnectedException("the WebSocket is closed");
      }
      socket.send(event.data());
    }

    @Override
    public String json(Object value) {
      return socket.json(value);
    }

    @Override
    public Optional<Event> next() {
      var event = socket.next();
      if (event.isPresent() && event.get() instanceof WebSocketEvent.Binary) {
        socket.close(1003, "text only");
        return Optional.empty();
      }
      return event;
    }
  }
}
