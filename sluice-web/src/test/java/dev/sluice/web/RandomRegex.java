package dev.sluice.web;

import java.util.List;
import java.util.Random;

/** Regular expressions and texts that nobody thought of. */
final class RandomRegex {

  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "A",
          "1",
          "é",
          "_",
          "-",
          "/",
          " ",
          "\\n",
          "\\d",
          "\\w",
          "\\s",
          "\\D",
          "\\W",
          "\\S",
          ".",
          "[ab]",
          "[^a/]",
          "[\\w-]",
          "[a-c1]",
          "[^\\s\\d]",
          "\\x61",
          "\\/",
          "😀");
  private static final List<String> PLACES =
      List.of(
          "^", "$", "\\A", "\\Z", "\\b", "\\B", "(?=a)", "(?!b)", "(?<=a)", "(?<=.b)", "(?<!/)");
  private static final List<String> QUANTIFIERS =
      List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{,2}", "{1,}");
  private static final List<String> POSSESSIVE = List.of("*+", "++", "?+");
  private static final List<String> FLAGS =
      List.of("", "", "", "", "(?i)", "(?m)", "(?s)", "(?a)", "(?im)");
  private static final List<String> CHARACTERS =
      List.of(
          "a", "a", "b", "b", "A", "B", "1", "é", "É", "_", "-", "/", "/", " ", "\n", "٣", "😀",
          "c");

  private RandomRegex() {}

  static String regex(Random random) {
    return pick(FLAGS, random) + choice(random, 2);
  }

  static String text(Random random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(9); i > 0; i--) {
      text.append(pick(CHARACTERS, random));
    }
    return text.toString();
  }

  private static String choice(Random random, int depth) {
    var options = new StringBuilder(sequence(random, depth));
    for (var i = random.nextInt(8); i > 5; i--) {
      options.append('|').append(sequence(random, depth));
    }
    return options.toString();
  }

  private static String sequence(Random random, int depth) {
    var parts = new StringBuilder();
    for (var i = 1 + random.nextInt(3); i > 0; i--) {
      parts.append(random.nextInt(7) == 0 ? pick(PLACES, random) : repeated(random, depth));
    }
    return parts.toString();
  }

  private static String repeated(Random random, int depth) {
    if (random.nextInt(20) == 0) { // of groups Python 3.11.2 takes too much
      return pick(ATOMS, random) + pick(POSSESSIVE, random);
    }
    var atom = depth > 0 && random.nextInt(3) == 0 ? group(random, depth) : pick(ATOMS, random);
    return random.nextInt(3) == 0 ? atom + pick(QUANTIFIERS, random) : atom;
  }

  private static String group(Random random, int depth) {
    var opening = pick(List.of("(", "(", "(?:", "(?i:"), random);
    return opening + choice(random, depth - 1) + ")";
  }

  private static String pick(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
