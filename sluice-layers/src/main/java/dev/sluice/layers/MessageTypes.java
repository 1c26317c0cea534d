package dev.sluice.layers;

import dev.sluice.Frame;
import dev.sluice.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages that can leave this process, each under its name on the wire, and how they look
 * there: a map with that name as {@code type} and a value for each of the record's components, as
 * Channels' own messages are. A layer within one process does not need it. Immutable: each step
 * returns a new one.
 *
 * <p>A value is a text, a boolean, a whole number of 64 bits, a double, bytes, a list, a map with
 * texts as keys, or null for an empty {@code Optional}; records within a message are maps. A {@link
 * Frame} is always known, as {@code websocket.send}.
 */
public final class MessageTypes {

  private static final String TYPE = "type";
  private static final Pattern WORD_END =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final Map<String, Class<? extends Message>> classes;
  private final Map<Class<?>, RecordShape> shapes;
  private final Map<Class<?>, String> names;

  private MessageTypes(
      Map<String, Class<? extends Message>> classes,
      Map<Class<?>, RecordShape> shapes,
      Map<Class<?>, String> names) {
    this.classes = classes;
    this.shapes = shapes;
    this.names = names;
  }

  /** Returns those that every site has. */
  public static MessageTypes none() {
    return new MessageTypes(Map.of(), Map.of(), Map.of());
  }

  /**
   * Returns these types and one more.
   *
   * @param name such as {@code chat.message}; what a consumer of Channels names its method after
   * @param type a record whose components are values as described above
   * @throws IllegalArgumentException if the name or the type is known, or the type cannot be
   *     written
   */
  public MessageTypes with(String name, Class<? extends Message> type) {
    if (name.isEmpty() || name.startsWith("_") || name.equals(FrameShape.TYPE)) {
      throw new IllegalArgumentException(
          "the message type is '%s' (expected: a name like chat.message)".formatted(name));
    }
    if (classes.containsKey(name) || names.containsKey(type)) {
      throw new IllegalArgumentException(
          "%s or %s is known already (expected: one name for each type)"
              .formatted(name, type.getSimpleName()));
    }
    return new MessageTypes(
        with(classes, name, type),
        with(shapes, type, RecordShape.ofMessage(type)),
        with(names, type, name));
  }

  /**
   * Returns these types and those of a family, each named after its record: in the family {@code
   * chat} a record {@code UserJoined} is {@code chat.user_joined}.
   *
   * @param family a sealed interface of records
   */
  public MessageTypes withFamily(String name, Class<? extends Message> family) {
    if (!family.isSealed()) {
      throw new IllegalArgumentException(
          "%s is not sealed (expected: a sealed interface of records)"
              .formatted(family.getSimpleName()));
    }
    var all = this;
    for (var member : family.getPermittedSubclasses()) {
      var message = member.asSubclass(Message.class);
      all =
          member.isSealed()
              ? all.withFamily(name, message)
              : all.with(name + "." + snakeCase(member.getSimpleName()), message);
    }
    return all;
  }

  /**
   * Returns a message as a wire has it.
   *
   * @throws MessageFormatException if its type is unknown here, or a value cannot be written
   */
  public Map<String, @Nullable Object> encode(Message message) {
    if (message instanceof Frame frame) {
      return FrameShape.encode(frame);
    }
    var name = names.get(message.getClass());
    var shape = shapes.get(message.getClass());
    if (name == null || shape == null) {
      throw new MessageFormatException(
          message.getClass().getSimpleName(),
          "it has no name on the wire (expected: MessageTypes.with(name, %s.class))"
              .formatted(message.getClass().getSimpleName()));
    }
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put(TYPE, name);
    shape.write(message, new Where(name, ""), map);
    return map;
  }

  /**
   * Returns the message that a wire's map means. Entries that its record does not know are left
   * out.
   *
   * @throws MessageFormatException if the type is missing or unknown, or the rest is not as the
   *     type has it
   */
  public Message decode(Map<?, ?> map) {
    if (!(map.get(TYPE) instanceof String name)) {
      throw new MessageFormatException(
          "", "it does not say its type (expected: a map with a text under 'type')");
    }
    if (name.equals(FrameShape.TYPE)) {
      return FrameShape.decode(map);
    }
    var type = classes.get(name);
    var shape = type == null ? null : shapes.get(type);
    if (type == null || shape == null) {
      throw new MessageFormatException(
          name, "nobody here knows it (expected: one of %s)".formatted(known()));
    }
    return type.cast(shape.read(map, new Where(name, "")));
  }

  private List<String> known() {
    return classes.keySet().stream().sorted().toList();
  }

  private static String snakeCase(String name) {
    return WORD_END.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    var more = new LinkedHashMap<>(map);
    more.put(key, value);
    return Map.copyOf(more);
  }
}
