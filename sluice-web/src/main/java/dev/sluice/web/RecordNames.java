package dev.sluice.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the records of a sealed interface are called in messages. */
final class RecordNames {

  private static final Pattern WORD_END =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private RecordNames() {}

  /** Adds every record below a sealed type under its name, with a mark between its words. */
  static <T> void collect(
      Class<? extends T> type, String mark, Map<String, Class<? extends T>> records) {
    for (var permitted : type.getPermittedSubclasses()) {
      var member = permitted.asSubclass(type);
      if (member.isRecord()) {
        add(records, name(member, mark), member);
      } else if (member.isSealed()) {
        collect(member, mark, records);
      } else {
        throw new IllegalArgumentException(
            "%s permits %s (expected: records and sealed interfaces only)"
                .formatted(type.getName(), member.getName()));
      }
    }
  }

  static <T> void add(
      Map<String, Class<? extends T>> records, String name, Class<? extends T> record) {
    var other = records.putIfAbsent(name, record);
    if (other != null && other != record) {
      throw new IllegalArgumentException(
          "%s and %s are both called '%s' (expected: different names, see JsonFormat.withName)"
              .formatted(other.getName(), record.getName(), name));
    }
  }

  private static String name(Class<?> record, String mark) {
    return Arrays.stream(WORD_END.split(record.getSimpleName()))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .reduce((left, right) -> left + mark + right)
        .orElseThrow();
  }
}
