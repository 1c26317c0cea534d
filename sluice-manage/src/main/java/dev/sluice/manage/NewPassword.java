package dev.sluice.manage;

import java.util.List;
import java.util.function.Function;

/** Asks somebody for a password that nobody guesses, twice. */
final class NewPassword {

  private static final int ATTEMPTS = 3;

  private final Desk desk;
  private final Function<String, List<String>> objections;

  /**
   * Makes one.
   *
   * @param objections says what is wrong with a password
   */
  NewPassword(Desk desk, Function<String, List<String>> objections) {
    this.desk = desk;
    this.objections = objections;
  }

  /**
   * Returns a password to which there is no objection, or a weak one that somebody insisted on.
   *
   * @throws CommandException if there is none after three attempts
   */
  String askOrInsist() {
    return ask("Bypass password validation and create user anyway? [y/N]: ");
  }

  /**
   * Returns a password to which there is no objection.
   *
   * @throws CommandException if there is none after three attempts
   */
  String ask() {
    return ask("");
  }

  private String ask(String insist) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var password = Questions.secret(desk, "Password: ");
      if (!password.equals(Questions.secret(desk, "Password (again): "))) {
        desk.complain("The two are not the same; once more.");
      } else if (password.isBlank()) {
        desk.complain("A password cannot be blank; once more.");
      } else if (isAccepted(password, insist)) {
        return password;
      }
    }
    throw new CommandException(
        "no password after %d attempts; nothing changed".formatted(ATTEMPTS));
  }

  private boolean isAccepted(String password, String insist) {
    var problems = objections.apply(password);
    problems.forEach(desk::complain);
    return problems.isEmpty()
        || (!insist.isEmpty() && Questions.line(desk, insist).strip().equalsIgnoreCase("y"));
  }
}
