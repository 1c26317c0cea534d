package dev.sluice.manage;

import dev.sluice.manage.Kind.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that configuration knows. */
final class Kinds {

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]*)");

  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "", Duration.ofSeconds(1),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  static final Kind<String> TEXT = Kind.ofText("a text", Shape.QUOTED, Function.identity());

  static final Kind<Boolean> SWITCH = Kind.ofText("true or false", Shape.BARE, Kinds::truth);

  static final Kind<List<String>> LIST =
      new Kind<>(
          "a list (in the environment: separated by commas)",
          Shape.LIST,
          raw ->
              switch (raw) {
                case Raw.Items list -> list.items();
                case Raw.Text text -> throw new IllegalArgumentException("no list: " + text.text());
              });

  static final Kind<Duration> DURATION =
      Kind.ofText(
          "a time such as 500ms, 20s, 5m, 2h or 14d (a bare number is seconds)",
          Shape.QUOTED,
          text -> require(duration(text), Duration::isPositive));

  static final Kind<Duration> DURATION_OR_ZERO =
      Kind.ofText(DURATION.expected() + " or 0", Shape.QUOTED, Kinds::duration);

  private Kinds() {}

  /** Returns whole numbers from {@code least} to {@code most}. */
  static Kind<Integer> count(int least, int most) {
    return Kind.ofText(
        "a whole number from " + least + " to " + most,
        Shape.BARE,
        text -> require(Integer.parseInt(text.strip()), it -> it >= least && it <= most));
  }

  /** Returns sizes in bytes, from {@code least} to what an int can hold. */
  static Kind<Integer> size(int least) {
    return Kind.ofText(
        "a size of at least " + least + " bytes, such as 65536 or 64 KiB",
        Shape.QUOTED,
        text ->
            require(
                Math.toIntExact(Math.multiplyExact(amount(text), unit(text, SIZES))),
                it -> it >= least));
  }

  /** Writes a size as {@link #size} reads it. */
  static String sizeText(int bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : Integer.toString(bytes);
  }

  /** Writes a time as {@link #DURATION} reads it. */
  static String durationText(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    var seconds = duration.toSeconds();
    return seconds != 0 && seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds + "s";
  }

  /** Returns the constants of an enum, written in lower case. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    var words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return Kind.ofText(
        "one of " + words,
        Shape.QUOTED,
        text -> Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT)));
  }

  private static <T> T require(T value, Predicate<T> condition) {
    if (!condition.test(value)) {
      throw new IllegalArgumentException("out of range: " + value);
    }
    return value;
  }

  private static boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }

  private static Duration duration(String text) {
    return unit(text, DURATIONS).multipliedBy(amount(text));
  }

  private static long amount(String text) {
    return Long.parseLong(parts(text).group(1));
  }

  private static <U> U unit(String text, Map<String, U> units) {
    var unit = units.get(parts(text).group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new IllegalArgumentException("no such unit: " + text);
    }
    return unit;
  }

  private static Matcher parts(String text) {
    var matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no amount: " + text);
    }
    return matcher;
  }
}
