package dev.sluice.web;

import java.util.Locale;

/**
 * The way in which Django, by Python's {@code http.cookies}, writes values that a cookie cannot
 * hold as they are: in double quotes, with a backslash before quotes and backslashes and before the
 * three octal digits of anything else.
 */
final class CookieQuoting {

  private static final String PLAIN_MARKS = "!#$%&'*+-.^_`|~:";
  private static final String QUOTABLE_MARKS = " ()/<=>?@[]{}";

  private CookieQuoting() {}

  /**
   * Returns a value as it stands in a header field.
   *
   * @throws IllegalArgumentException if it has a control character, or one that is not Latin-1
   */
  static String quote(String value) {
    if (!value.isEmpty() && value.chars().allMatch(CookieQuoting::isPlain)) {
      return value;
    }
    var quoted = new StringBuilder("\"");
    value.chars().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  /** Returns the value that was quoted, or the same text if it is not in quotes. */
  static String unquote(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    var inner = text.substring(1, text.length() - 1);
    var value = new StringBuilder(inner.length());
    for (var i = 0; i < inner.length(); i++) {
      var c = inner.charAt(i);
      if (c != '\\' || i + 1 == inner.length()) {
        value.append(c);
      } else if (isOctal(inner, i + 1)) {
        value.append((char) Integer.parseInt(inner, i + 1, i + 4, 8));
        i += 3;
      } else {
        value.append(inner.charAt(i + 1));
        i += 1;
      }
    }
    return value.toString();
  }

  static boolean isPlain(int c) {
    return isLetterOrDigit(c) || PLAIN_MARKS.indexOf(c) >= 0;
  }

  private static String escaped(int c) {
    if (c < ' ' || c == 0x7f || c > 0xff) {
      throw new IllegalArgumentException(
          "a cookie's value has the character U+%04X (expected: Latin-1 without control characters; encode it first, such as in base64url)"
              .formatted(c));
    }
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    return isPlain(c) || QUOTABLE_MARKS.indexOf(c) >= 0
        ? String.valueOf((char) c)
        : String.format(Locale.ROOT, "\\%03o", c);
  }

  private static boolean isOctal(String text, int at) {
    return at + 3 <= text.length()
        && isBetween(text.charAt(at), '0', '3')
        && isBetween(text.charAt(at + 1), '0', '7')
        && isBetween(text.charAt(at + 2), '0', '7');
  }

  private static boolean isLetterOrDigit(int c) {
    return isBetween(c, 'a', 'z') || isBetween(c, 'A', 'Z') || isBetween(c, '0', '9');
  }

  private static boolean isBetween(int c, char least, char most) {
    return c >= least && c <= most;
  }
}
