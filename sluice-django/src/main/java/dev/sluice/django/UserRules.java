package dev.sluice.django;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What {@code auth_user} accepts (Django 5.2's {@code AbstractUser} and {@code UserManager}). */
final class UserRules {

  private static final int LONGEST_NAME = 150;
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}_.@+-]+");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private UserRules() {}

  /** Returns the user as it is stored, or throws if it cannot be. */
  static NewUser normalized(NewUser user) {
    var username = Normalizer.normalize(user.username(), Normalizer.Form.NFKC);
    if (!USERNAME.matcher(username).matches() || longer(username, LONGEST_NAME)) {
      throw new InvalidUserException(
          "the username is \"%s\" (expected: 1 to %d letters, digits and any of @ . + - _)"
              .formatted(printable(username), LONGEST_NAME));
    }
    requireName("first name", user.firstName());
    requireName("last name", user.lastName());
    return new NewUser(
        username,
        email(user.email()),
        user.password(),
        user.firstName(),
        user.lastName(),
        user.isStaff(),
        user.isSuperuser(),
        user.isActive());
  }

  /** Returns a user whose name is their e-mail address as it is stored, or throws. */
  static NewUser byEmail(NewUser user) {
    var address = email(user.username());
    return new NewUser(
            address,
            address,
            user.password(),
            user.firstName(),
            user.lastName(),
            user.isStaff(),
            user.isSuperuser(),
            user.isActive())
        .normalized();
  }

  private static String email(String email) {
    var stripped = email.strip();
    if (stripped.isEmpty()) {
      return "";
    }
    if (!EMAIL.matcher(stripped).matches() || longer(stripped, LONGEST_EMAIL)) {
      throw new InvalidUserException(
          "the e-mail address is \"%s\" (expected: nothing, or name@example.com with at most %d characters)"
              .formatted(printable(stripped), LONGEST_EMAIL));
    }
    var at = stripped.indexOf('@');
    return stripped.substring(0, at) + stripped.substring(at).toLowerCase(Locale.ROOT);
  }

  private static void requireName(String what, String name) {
    if (longer(name, LONGEST_NAME)) {
      throw new InvalidUserException(
          "the %s has %d characters (expected: at most %d)"
              .formatted(what, name.codePointCount(0, name.length()), LONGEST_NAME));
    }
  }

  private static boolean longer(String text, int most) {
    return text.codePointCount(0, text.length()) > most;
  }

  private static String printable(String text) {
    var shown = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "..." : text;
    return shown.replaceAll("\\p{C}", "?");
  }
}
