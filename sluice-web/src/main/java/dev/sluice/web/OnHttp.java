package dev.sluice.web;

import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link Conversation} over HTTP: one answer for each request, or a stream of them. */
final class OnHttp {

  /** How much one answer to a poll holds. */
  static final int MOST_EVENTS = 100;

  private OnHttp() {}

  static void serve(Conversation.Handler handler, Exchange exchange, ConversationConfig config)
      throws Exception {
    var scope = exchange.scope();
    switch (scope.method()) {
      case "GET", "HEAD" -> listen(handler, exchange, config);
      case "POST" -> speak(handler, exchange, config);
      default ->
          throw new DenyException(
              405, "Method Not Allowed", Headers.of("Allow", "GET, HEAD, POST"));
    }
  }

  private static void listen(
      Conversation.Handler handler, Exchange exchange, ConversationConfig config) throws Exception {
    var scope = exchange.scope();
    if (!wantsStream(scope)) {
      answer(handler, scope, new Poll(exchange, Optional.empty(), config.poll()));
      return;
    }
    EventStream.run(
        stream -> Conversation.run(handler, new Conversation(scope, new Stream(stream))),
        exchange,
        config.keepAlive());
  }

  private static void speak(
      Conversation.Handler handler, Exchange exchange, ConversationConfig config) throws Exception {
    var scope = exchange.scope();
    if (scope.headers().first("Cookie").isPresent() && !config.trusted().allows(scope)) {
      throw new DenyException(403, "Origin not allowed"); // another site's page, most likely
    }
    var text = Optional.of(text(exchange));
    answer(handler, scope, new Poll(exchange, text, Duration.ZERO));
  }

  private static void answer(Conversation.Handler handler, HttpScope scope, Poll poll)
      throws Exception {
    try {
      Conversation.run(handler, new Conversation(scope, poll));
    } catch (DisconnectedException e) {
      if (!poll.answered) {
        throw e;
      }
    }
    poll.answer();
  }

  private static String text(Exchange exchange) {
    try {
      return exchange.body().utf8Strict();
    } catch (CharacterCodingException e) {
      throw new DenyException(400, "the body is not UTF-8");
    }
  }

  /** A list of media ranges with parameters (RFC 9110, section 12.5.1). */
  private static boolean wantsStream(HttpScope scope) {
    return scope
        .headers()
        .all("Accept")
        .flatMap(field -> Arrays.stream(field.split(",", -1)))
        .map(MediaType::of)
        .anyMatch(type -> type.name().equals(EventStream.CONTENT_TYPE));
  }

  /** An event stream; what its client says comes by other requests. */
  private record Stream(EventStream stream) implements Conversation.Form {

    @Override
    public void accept() {
      stream.open();
    }

    @Override
    public void send(ServerSentEvent event) {
      stream.send(event);
    }

    @Override
    public String json(Object value) {
      return stream.json(value);
    }

    @Override
    public Optional<Event> next() {
      return stream.next().map(ChannelEvent::new);
    }
  }

  /** A request with one answer, which holds all that is sent before there is nothing to do. */
  private static final class Poll implements Conversation.Form {

    private final Exchange exchange;
    private final Duration patience;
    private final List<Map<String, String>> events = new ArrayList<>();
    private Optional<String> text;
    private boolean waited;
    private boolean answered;

    Poll(Exchange exchange, Optional<String> text, Duration patience) {
      this.exchange = exchange;
      this.text = text;
      this.patience = exchange.isHead() ? Duration.ZERO : patience;
    }

    @Override
    public void accept() {}

    @Override
    public void send(ServerSentEvent event) {
      if (answered) {
        throw new DisconnectedException("the poll has been answered");
      }
      events.add(fields(event));
      if (events.size() == MOST_EVENTS) {
        answer();
      }
    }

    @Override
    public String json(Object value) {
      return exchange.json(value);
    }

    private static Map<String, String> fields(ServerSentEvent event) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("data", event.data());
      fields.put("event", event.name());
      fields.put("id", event.id());
      fields.values().removeIf(String::isEmpty);
      fields.putIfAbsent("data", "");
      return fields;
    }

    @Override
    public Optional<Event> next() {
      if (answered) {
        return Optional.empty();
      }
      var said = text;
      text = Optional.empty();
      if (said.isPresent()) {
        return said.map(WebSocketEvent.Text::new);
      }
      var message = message();
      if (message.isEmpty()) {
        answer();
      }
      return message.map(ChannelEvent::new);
    }

    /** Waits once; behind that, takes what there is. */
    private Optional<Message> message() {
      var patient = !waited && events.isEmpty();
      waited = true;
      try {
        return exchange.receive(patient ? patience : Duration.ZERO);
      } catch (DisconnectedException e) {
        if (events.isEmpty()) {
          throw e;
        }
        return Optional.empty(); // the server stops, and what there is may still go out
      }
    }

    void answer() {
      if (answered) {
        return;
      }
      answered = true;
      var response = events.isEmpty() ? Response.status(204) : Response.json(events);
      exchange.respond(response.withHeader("Cache-Control", "no-store"));
    }
  }
}
