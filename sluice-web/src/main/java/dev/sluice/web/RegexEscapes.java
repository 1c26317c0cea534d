package dev.sluice.web;

/** What stands behind a backslash and means one certain character, in or out of a class. */
final class RegexEscapes {

  private RegexEscapes() {}

  /** Reads a character; the backslash and {@code letter} have been read. */
  static int character(RegexCursor cursor, int letter) {
    return switch (letter) {
      case 'a' -> 0x07;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'x' -> hex(cursor, 2);
      case 'u' -> hex(cursor, 4);
      case 'U' -> hex(cursor, 8);
      case 'N' -> named(cursor);
      default -> {
        if (isAsciiLetterOrDigit(letter)) {
          throw cursor.bad("'\\%c'".formatted(letter), "an escape that Python knows");
        }
        yield letter;
      }
    };
  }

  static int octal(RegexCursor cursor, String digits) {
    var value = Integer.parseInt(digits, 8);
    if (value > 0377) {
      throw cursor.bad("'\\%s'".formatted(digits), "at most \\377");
    }
    return value;
  }

  private static int hex(RegexCursor cursor, int length) {
    var digits = cursor.digits(16, length);
    if (digits.length() < length) {
      throw cursor.bad("'%s'".formatted(digits), length + " digits of base 16");
    }
    var value = Long.parseLong(digits, 16);
    if (value > Character.MAX_CODE_POINT) {
      throw cursor.bad("'%s'".formatted(digits), "at most 10FFFF");
    }
    return (int) value;
  }

  private static int named(RegexCursor cursor) {
    cursor.expect("{");
    var name = cursor.until("}");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException _) {
      throw cursor.bad("'\\N{%s}'".formatted(name), "the name of a character");
    }
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
