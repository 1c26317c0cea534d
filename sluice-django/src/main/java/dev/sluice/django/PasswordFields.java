package dev.sluice.django;

import java.util.regex.Pattern;

/** The parts of an encoded password between its dollar signs. */
final class PasswordFields {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DOLLAR = Pattern.compile("$", Pattern.LITERAL);

  private final PasswordFormat format;
  private final String[] parts;

  private PasswordFields(PasswordFormat format, String[] parts) {
    this.format = format;
    this.parts = parts;
  }

  /** Cuts at the first dollar signs; more of them belong to the last part, as in Django. */
  static PasswordFields of(PasswordFormat format, String encoded, int count) {
    var parts = DOLLAR.split(encoded, count);
    if (parts.length != count) {
      throw new RefusedPasswordException(
          "a stored password of format %s has %d parts (expected: %d)"
              .formatted(format.algorithm(), parts.length, count));
    }
    return new PasswordFields(format, parts);
  }

  String text(int index) {
    return parts[index];
  }

  /** Returns a part that may not be empty. */
  String salt(int index) {
    if (parts[index].isEmpty()) {
      throw new RefusedPasswordException(
          "a stored password of format %s has no salt (expected: one)"
              .formatted(format.algorithm()));
    }
    return parts[index];
  }

  int number(int index, String what, int least, int most) {
    return number(format, parts[index], what, least, most);
  }

  /** Reads a number that must be in a range. */
  static int number(PasswordFormat format, String text, String what, int least, int most) {
    if (!NUMBER.matcher(text).matches()) {
      throw new RefusedPasswordException(
          "a stored password of format %s has no number of %s (expected: %d to %d)"
              .formatted(format.algorithm(), what, least, most));
    }
    var number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new RefusedPasswordException(
          "a stored password of format %s has %d %s (expected: %d to %d; PasswordLimits can allow more)"
              .formatted(format.algorithm(), number, what, least, most));
    }
    return number;
  }

  /** Returns what says that a stored password is not as its format would write it. */
  static RefusedPasswordException damaged(PasswordFormat format, String expected) {
    return new RefusedPasswordException(
        "a stored password of format %s is damaged (expected: %s)"
            .formatted(format.algorithm(), expected));
  }
}
