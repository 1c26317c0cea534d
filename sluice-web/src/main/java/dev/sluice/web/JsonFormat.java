package dev.sluice.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How messages of one type are written as JSON. A record is an object of its components. Of a
 * sealed interface each record is such an object with one more field, which tells them apart.
 * Immutable, and safe for use by many threads.
 *
 * <p>The field is {@code type}, and a record's name in it is its own in snake case: {@code
 * ChatMessage} is {@code {"type": "chat_message", ...}}.
 */
public final class JsonFormat<T> {

  private final Class<T> type;
  private final String field;
  private final Map<String, Class<? extends T>> records;

  private JsonFormat(Class<T> type, String field, Map<String, Class<? extends T>> records) {
    this.type = type;
    this.field = field;
    this.records = records;
    records.values().forEach(this::requireNoSuchComponent);
  }

  /**
   * Returns the format of a type: a sealed interface of records, be it through further sealed
   * interfaces, or anything that {@link Json#decode} reads.
   *
   * @throws IllegalArgumentException if a sealed interface permits anything else, or two records of
   *     the same name
   */
  public static <T> JsonFormat<T> of(Class<T> type) {
    var records = new LinkedHashMap<String, Class<? extends T>>();
    if (type.isSealed()) {
      RecordNames.collect(type, "_", records);
    }
    return new JsonFormat<>(type, "type", records);
  }

  /** Returns this format with another field that tells the records apart. */
  public JsonFormat<T> withField(String name) {
    return new JsonFormat<>(type, name, records);
  }

  /** Returns this format with dots between the words of all names, such as {@code chat.message}. */
  public JsonFormat<T> withDots() {
    var dotted = new LinkedHashMap<String, Class<? extends T>>();
    if (type.isSealed()) {
      RecordNames.collect(type, ".", dotted);
    }
    return new JsonFormat<>(type, field, dotted);
  }

  /**
   * Returns this format with another name for one record.
   *
   * @throws IllegalArgumentException if the record is none of this type's, or the name another's
   */
  public JsonFormat<T> withName(Class<? extends T> record, String name) {
    var renamed = new LinkedHashMap<String, Class<? extends T>>();
    records.forEach((old, each) -> RecordNames.add(renamed, each == record ? name : old, each));
    if (!renamed.containsValue(record)) {
      throw new IllegalArgumentException(
          "%s is no record of %s (expected: one of %s)"
              .formatted(record.getName(), type.getName(), records.values()));
    }
    return new JsonFormat<>(type, field, renamed);
  }

  private void requireNoSuchComponent(Class<? extends T> record) {
    if (Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(field::equals)) {
      throw new IllegalArgumentException(
          "%s has a component '%s', which tells the records of %s apart (expected: another name, or JsonFormat.withField)"
              .formatted(record.getName(), field, type.getName()));
    }
  }

  /** Returns a message as JSON text, the field that tells it apart first. */
  public String encode(T message) {
    if (records.isEmpty()) {
      return Json.standard().encode(message);
    }
    var head = "{\"%s\":%s".formatted(field, Json.standard().encode(name(message)));
    if (message.getClass().getRecordComponents().length == 0) {
      return head + "}";
    }
    return head + "," + Json.standard().encode(message).substring(1);
  }

  private String name(T message) {
    for (var entry : records.entrySet()) {
      if (entry.getValue().isInstance(message)) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException(
        "a %s is none of %s".formatted(message.getClass().getName(), type.getName()));
  }

  /**
   * Reads a message.
   *
   * @throws BadMessageException if the text is not JSON, of another shape, or of no known name
   */
  public T decode(String text) {
    var json = Json.standard();
    return records.isEmpty() ? json.decode(text, type) : json.decode(text, record(text));
  }

  private Class<? extends T> record(String json) {
    var name = JacksonJson.textOf(json, field);
    if (name.isEmpty()) {
      throw new BadMessageException(field, expected());
    }
    var record = records.get(name.get());
    if (record == null) {
      throw new BadMessageException(BadMessageException.Code.UNKNOWN_TYPE, field, expected());
    }
    return record;
  }

  private String expected() {
    return "expected one of " + String.join(", ", records.keySet());
  }
}
