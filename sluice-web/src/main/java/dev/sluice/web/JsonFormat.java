package dev.sluice.web;

import java.util.HashMap;
import java.util.Map;

/**
 * How messages of one type are written as JSON. A record is an object of its components. Of a
 * sealed interface each record is such an object with one more field, which tells them apart; so it
 * is with sealed interfaces that its components have, at any depth. Immutable, and safe for use by
 * many threads.
 *
 * <p>The field is {@code type}, and a record's name in it is its own in snake case: {@code
 * ChatMessage} is {@code {"type": "chat_message", ...}}.
 */
public final class JsonFormat<T> {

  private final Class<T> type;
  private final String mark;
  private final Map<Class<?>, String> others;
  private final Families families;

  private JsonFormat(Class<T> type, String field, String mark, Map<Class<?>, String> others) {
    this.type = type;
    this.mark = mark;
    this.others = others;
    this.families = Families.in(type, field, mark, others);
  }

  /**
   * Returns the format of a type: a sealed interface of records, be it through further sealed
   * interfaces, or anything that {@link Json#decode} reads.
   *
   * @throws IllegalArgumentException if a sealed interface permits anything else, or two records of
   *     the same name, or one with a component {@code type}
   */
  public static <T> JsonFormat<T> of(Class<T> type) {
    return of(type, "type");
  }

  /** Returns the format of a type, whose records are told apart by a field of another name. */
  public static <T> JsonFormat<T> of(Class<T> type, String field) {
    return new JsonFormat<>(type, field, "_", Map.of());
  }

  /** Returns this format with another field that tells the records apart. */
  public JsonFormat<T> withField(String name) {
    return new JsonFormat<>(type, name, mark, others);
  }

  /** Returns this format with dots between the words of all names, such as {@code chat.message}. */
  public JsonFormat<T> withDots() {
    return new JsonFormat<>(type, families.field(), ".", others);
  }

  /**
   * Returns this format with another name for one record.
   *
   * @throws IllegalArgumentException if the record is none of this type's, or the name another's
   */
  public JsonFormat<T> withName(Class<?> record, String name) {
    if (!families.records().contains(record)) {
      throw new IllegalArgumentException(
          "%s is no record of %s (expected: one of %s)"
              .formatted(record.getName(), type.getName(), families.records()));
    }
    var more = new HashMap<>(others);
    more.put(record, name);
    return new JsonFormat<>(type, families.field(), mark, Map.copyOf(more));
  }

  /** Returns a message as JSON text, the field that tells it apart first. */
  public String encode(T message) {
    return families.isEmpty()
        ? Json.standard().encode(message)
        : JacksonJson.STANDARD.encode(message, type, families);
  }

  /**
   * Reads a message.
   *
   * @throws BadMessageException if the text is not JSON, of another shape, or of no known name
   */
  public T decode(String text) {
    return JacksonJson.STANDARD.decode(text, type, families);
  }

  /** Whether another format reads and writes the same in the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JsonFormat<?> format
        && type.equals(format.type)
        && families.equals(format.families);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
