package dev.sluice.web;

import java.util.regex.Pattern;

/**
 * One event of an {@link EventStream} (WHATWG HTML, section 9.2.6).
 *
 * @param name what a page listens for; empty for {@code message}
 * @param data any text; line ends of any kind become line feeds
 * @param id what a client that comes back says it has seen; empty to leave that as it is
 */
public record ServerSentEvent(String name, String data, String id) {

  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  /**
   * Refuses line ends where they would begin another field, so that no text of a user's can.
   *
   * @throws IllegalArgumentException if the name or the id has a line end, or the id has U+0000,
   *     for which browsers pass it over
   */
  public ServerSentEvent {
    requireOneLine("name", name);
    requireOneLine("id", id);
  }

  /** Returns an event without a name or an id. */
  public static ServerSentEvent of(String data) {
    return new ServerSentEvent("", data, "");
  }

  /** Returns an event whose data is a value as JSON. */
  public static ServerSentEvent json(Object value) {
    return of(Json.standard().encode(value));
  }

  /** Returns this event under a name. */
  public ServerSentEvent withName(String changed) {
    return new ServerSentEvent(changed, data, id);
  }

  /** Returns this event with an id. */
  public ServerSentEvent withId(String changed) {
    return new ServerSentEvent(name, data, changed);
  }

  /** Returns the event as it goes over the wire. */
  String encode() {
    var text = new StringBuilder(data.length() + 16);
    if (!name.isEmpty()) {
      text.append("event: ").append(name).append('\n');
    }
    lines(text, "data: ", data);
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    return text.append('\n').toString();
  }

  /** Returns a comment as it goes over the wire. */
  static String comment(String comment) {
    var text = new StringBuilder();
    lines(text, ": ", comment);
    return text.append('\n').toString();
  }

  private static void lines(StringBuilder text, String prefix, String value) {
    for (var line : LINE_END.split(value, -1)) {
      text.append(prefix).append(line).append('\n');
    }
  }

  private static void requireOneLine(String what, String value) {
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new IllegalArgumentException(
          "the %s of an event has a line end or U+0000 (expected: one line)".formatted(what));
    }
  }

  /** Tells the sizes and no text, which may be a secret. */
  @Override
  public String toString() {
    return "ServerSentEvent[%s, %d characters]".formatted(name, data.length());
  }
}
