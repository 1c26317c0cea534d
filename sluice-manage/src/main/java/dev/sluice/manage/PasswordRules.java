package dev.sluice.manage;

import java.util.List;

/** What speaks against a password. */
final class PasswordRules {

  private PasswordRules() {}

  static List<String> objections(String password, Object user) {
    return password.length() < 9 ? List.of("too short") : List.of();
  }
}
