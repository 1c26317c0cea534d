package dev.sluice.web;

/** Where the reading of a regular expression has come to. Not safe for use by many threads. */
final class RegexCursor {

  private final String regex;
  private int at;

  RegexCursor(String regex) {
    this.regex = regex;
  }

  boolean atEnd() {
    return at == regex.length();
  }

  boolean sees(String text) {
    return regex.startsWith(text, at);
  }

  /** Goes past {@code text} if it stands here. */
  boolean accept(String text) {
    if (!sees(text)) {
      return false;
    }
    at += text.length();
    return true;
  }

  void expect(String text) {
    if (!accept(text)) {
      throw bad(atEnd() ? "an end" : "'%s'".formatted(Character.toString(peek())), text);
    }
  }

  /** The next character, which must be there. */
  int peek() {
    if (atEnd()) {
      throw bad("an end", "more");
    }
    return regex.codePointAt(at);
  }

  int next() {
    var character = peek();
    at += Character.charCount(character);
    return character;
  }

  /** Reads up to {@code end} and past it. */
  String until(String end) {
    var found = regex.indexOf(end, at);
    if (found < 0) {
      throw bad("an end", end);
    }
    var text = regex.substring(at, found);
    at = found + end.length();
    return text;
  }

  /** Reads as many digits of a base as are there, up to {@code most}. */
  String digits(int base, int most) {
    var begin = at;
    while (!atEnd() && at - begin < most && isDigit(regex.charAt(at), base)) {
      at++;
    }
    return regex.substring(begin, at);
  }

  int mark() {
    return at;
  }

  void back(int mark) {
    at = mark;
  }

  IllegalArgumentException bad(String found, String expected) {
    return new IllegalArgumentException(
        "the regular expression '%s' has %s at character %d (expected: %s)"
            .formatted(regex, found, at, expected));
  }

  private static boolean isDigit(char c, int base) {
    return c < 0x80 && Character.digit(c, base) >= 0;
  }
}
