package dev.sluice.web;

import java.util.Optional;

/**
 * How often something is repeated.
 *
 * @param least how often at least
 * @param most how often at most, if there is an end
 * @param java the quantifier in Java's language
 */
record RegexQuantifier(int least, int most, String java) {

  private static final int ENDLESS = Integer.MAX_VALUE;
  private static final int MOST_DIGITS = 9;

  /** Reads one; a brace that begins none is left where it is. */
  static Optional<RegexQuantifier> read(RegexCursor cursor) {
    var mark = cursor.mark();
    var count =
        switch (cursor.next()) {
          case '*' -> Optional.of(new RegexQuantifier(0, ENDLESS, "*"));
          case '+' -> Optional.of(new RegexQuantifier(1, ENDLESS, "+"));
          case '?' -> Optional.of(new RegexQuantifier(0, 1, "?"));
          default -> counted(cursor);
        };
    if (count.isEmpty()) {
      cursor.back(mark);
    }
    return count.map(it -> new RegexQuantifier(it.least, it.most, it.java + manner(cursor)));
  }

  private static String manner(RegexCursor cursor) {
    if (cursor.accept("?")) {
      return "?";
    }
    return cursor.accept("+") ? "+" : "";
  }

  private static Optional<RegexQuantifier> counted(RegexCursor cursor) {
    var least = cursor.digits(10, MOST_DIGITS);
    var comma = cursor.accept(",");
    var most = comma ? cursor.digits(10, MOST_DIGITS) : least;
    if (!cursor.accept("}") || (least.isEmpty() && !comma)) {
      return Optional.empty();
    }
    var from = least.isEmpty() ? 0 : Integer.parseInt(least);
    if (most.isEmpty()) {
      return Optional.of(new RegexQuantifier(from, ENDLESS, "{%d,}".formatted(from)));
    }
    var to = Integer.parseInt(most);
    if (to < from) {
      throw cursor.bad("{%s,%s}".formatted(least, most), "the smaller number first");
    }
    return Optional.of(new RegexQuantifier(from, to, "{%d,%d}".formatted(from, to)));
  }
}
