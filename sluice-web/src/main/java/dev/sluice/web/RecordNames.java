package dev.sluice.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the records of a sealed interface are called in messages. */
final class RecordNames {

  private static final Pattern WORD_END =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private RecordNames() {}

  /**
   * Returns every record below a sealed interface by its name.
   *
   * @param mark what stands between a name's words
   * @param others what some records are called instead
   */
  static Map<String, Class<?>> of(Class<?> family, String mark, Map<Class<?>, String> others) {
    var names = new LinkedHashMap<String, Class<?>>();
    for (var record : records(family)) {
      add(names, others.getOrDefault(record, name(record, mark)), record);
    }
    return Collections.unmodifiableMap(names);
  }

  private static void add(Map<String, Class<?>> names, String name, Class<?> record) {
    var other = names.putIfAbsent(name, record);
    if (other != null && other != record) {
      throw new IllegalArgumentException(
          "%s and %s are both called '%s' (expected: different names, see JsonFormat.withName)"
              .formatted(other.getName(), record.getName(), name));
    }
  }

  /** Whether a type is a sealed interface of records that says nothing to Jackson itself. */
  static boolean isFamily(Class<?> type) {
    return type.isInterface()
        && type.isSealed()
        && Arrays.stream(type.getAnnotations())
            .noneMatch(it -> it.annotationType().getName().contains(".jackson."))
        && Arrays.stream(type.getPermittedSubclasses())
            .allMatch(member -> member.isRecord() || isFamily(member));
  }

  /** Returns the records below a sealed interface, be it through further sealed interfaces. */
  static List<Class<?>> records(Class<?> family) {
    var records = new ArrayList<Class<?>>();
    for (var member : family.getPermittedSubclasses()) {
      if (member.isRecord()) {
        records.add(member);
      } else if (member.isSealed()) {
        records.addAll(records(member));
      } else {
        throw new IllegalArgumentException(
            "%s permits %s (expected: records and sealed interfaces only)"
                .formatted(family.getName(), member.getName()));
      }
    }
    return records;
  }

  private static String name(Class<?> record, String mark) {
    return Arrays.stream(WORD_END.split(record.getSimpleName()))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .reduce((left, right) -> left + mark + right)
        .orElseThrow();
  }
}
