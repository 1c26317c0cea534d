package dev.sluice.sessions;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session may hold: the values that JSON has, and no others. */
final class SessionValues {

  private SessionValues() {}

  /** Returns an unmodifiable copy of every value under its name. */
  static Map<String, @Nullable Object> copyAll(Map<String, @Nullable Object> values) {
    var copies = new LinkedHashMap<String, @Nullable Object>();
    values.forEach((name, value) -> copies.put(name, copy(name, value)));
    return Collections.unmodifiableMap(copies);
  }

  /** Returns an unmodifiable copy. */
  static @Nullable Object copy(String name, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String _, Boolean _, Integer _, Long _, BigInteger _, Double _ -> value;
      case List<?> list -> copyList(name, list);
      case Map<?, ?> map -> copyMap(name, map);
      default ->
          throw new IllegalArgumentException(
              "the session value %s has a %s (expected: %s)"
                  .formatted(
                      name,
                      value.getClass().getName(),
                      "String, Boolean, Integer, Long, BigInteger, Double, List or Map"));
    };
  }

  static <T> T as(String name, Object value, Class<T> type) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    if (type == Long.class && value instanceof Integer number) {
      return type.cast(number.longValue());
    }
    throw new IllegalStateException(
        "the session value %s is a %s (expected: a %s)"
            .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
  }

  private static List<@Nullable Object> copyList(String name, List<?> list) {
    var copy = new ArrayList<@Nullable Object>(list.size());
    list.forEach(item -> copy.add(copy(name, item)));
    return Collections.unmodifiableList(copy);
  }

  private static Map<String, @Nullable Object> copyMap(String name, Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> copy.put(text(name, key), copy(name, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static String text(String name, @Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "the session value %s has a map whose key is not a String (expected: only such)"
            .formatted(name));
  }
}
