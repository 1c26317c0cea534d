package dev.sluice.web;

/** What flags are on at some place of one of Python's regular expressions for text. */
record RegexFlags(
    boolean ignoreCase, boolean multiLine, boolean dotAll, boolean ascii, boolean verbose) {

  static final RegexFlags NONE = new RegexFlags(false, false, false, false, false);

  /** Returns these with one more, which must be one of {@code aimsux}. */
  RegexFlags on(char flag) {
    return set(flag, true);
  }

  /** Returns these without one. */
  RegexFlags off(char flag) {
    return set(flag, false);
  }

  private RegexFlags set(char flag, boolean value) {
    return switch (flag) {
      case 'i' -> new RegexFlags(value, multiLine, dotAll, ascii, verbose);
      case 'm' -> new RegexFlags(ignoreCase, value, dotAll, ascii, verbose);
      case 's' -> new RegexFlags(ignoreCase, multiLine, value, ascii, verbose);
      case 'a' -> new RegexFlags(ignoreCase, multiLine, dotAll, value, verbose);
      case 'u' -> new RegexFlags(ignoreCase, multiLine, dotAll, !value, verbose);
      case 'x' -> new RegexFlags(ignoreCase, multiLine, dotAll, ascii, value);
      default -> throw new IllegalArgumentException("no flag '%s'".formatted(flag));
    };
  }

  /** The opening of a group in Java that sets what Java is to know of these. */
  String opening() {
    if (!ignoreCase) {
      return "(?-iu:";
    }
    return ascii ? "(?i-u:" : "(?iu:";
  }

  RegexNode begin() {
    return multiLine ? new RegexNode.Place("(?:\\A|(?<=\\n))") : RegexNode.Place.BEGIN;
  }

  RegexNode end() {
    return new RegexNode.Place(multiLine ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
  }

  RegexNode any() {
    return new RegexNode.Any(dotAll ? "[\\x{0}-\\x{10ffff}]" : "[^\\n]", ".");
  }

  /** Between a character of a word and another; Python before 3.14 sees no place in no text. */
  RegexNode wordEdge(boolean is) {
    var word = "[" + RegexClass.WORD.members(ascii) + "]";
    var edge = "(?:%2$s%1$s)(?!%1$s)|%3$s%1$s)(?=%1$s))";
    var inner = "(?!\\A\\z)(?:%2$s%1$s)(?=%1$s)|%3$s%1$s)(?!%1$s))";
    return new RegexNode.Place(
        (is ? edge : inner).formatted(word, RegexNode.Look.BEHIND, RegexNode.Look.NOT_BEHIND));
  }
}
