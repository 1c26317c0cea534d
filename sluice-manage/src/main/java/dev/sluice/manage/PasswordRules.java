package dev.sluice.manage;

import dev.sluice.auth.User;
import dev.sluice.django.NewUser;
import dev.sluice.django.PasswordValidators;
import java.util.List;
import java.util.Map;

/** What speaks against a password, as a new Django project sees it. */
final class PasswordRules {

  private PasswordRules() {}

  /** Returns the objections to a password of somebody who is to be made. */
  static List<String> objections(String password, NewUser user) {
    return objections(password, user.username(), user.email());
  }

  /** Returns the objections to another password of somebody. */
  static List<String> objections(String password, User user) {
    return objections(password, user.username(), user.email());
  }

  private static List<String> objections(String password, String username, String email) {
    return PasswordValidators.django()
        .problems(password, Map.of("username", username, "email address", email));
  }
}
