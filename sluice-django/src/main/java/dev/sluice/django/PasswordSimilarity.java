package dev.sluice.django;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How alike two texts are: the share of their characters that both have, wherever they stand
 * (Python's {@code SequenceMatcher.quick_ratio}, which Django 5.2 compares with 0.7).
 */
final class PasswordSimilarity {

  private static final double MOST = 0.7;
  private static final int MUCH_LONGER = 10;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private PasswordSimilarity() {}

  static Optional<String> problem(String password, Map<String, String> known) {
    var lower = password.toLowerCase(Locale.ROOT);
    return known.entrySet().stream()
        .filter(entry -> parts(entry.getValue()).anyMatch(part -> isAlike(lower, part)))
        .map(entry -> "the password is too much like the " + entry.getKey())
        .findFirst();
  }

  private static Stream<String> parts(String value) {
    var lower = value.toLowerCase(Locale.ROOT);
    return Stream.concat(BETWEEN_WORDS.splitAsStream(lower), Stream.of(lower))
        .filter(part -> !part.isEmpty());
  }

  private static boolean isAlike(String password, String part) {
    return password.length() < MUCH_LONGER * part.length() && ratio(password, part) >= MOST;
  }

  static double ratio(String first, String second) {
    var counts = new HashMap<Integer, Integer>();
    second.codePoints().forEach(character -> counts.merge(character, 1, Integer::sum));
    var shared =
        first
            .codePoints()
            .filter(character -> counts.merge(character, -1, Integer::sum) >= 0)
            .count();
    var length = first.codePoints().count() + second.codePoints().count();
    return length == 0 ? 1 : 2.0 * shared / length;
  }
}
