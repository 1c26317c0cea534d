package dev.sluice.manage;

/** Asks, where not answering means giving up. */
final class Questions {

  private Questions() {}

  /**
   * Returns an answer.
   *
   * @throws CommandException if there will be none
   */
  static String line(Desk desk, String prompt) {
    return desk.surroundings().terminal().ask(prompt).orElseThrow(Questions::gaveUp);
  }

  /**
   * Returns an answer that was not shown.
   *
   * @throws CommandException if there will be none
   */
  static String secret(Desk desk, String prompt) {
    return desk.surroundings().terminal().askSecret(prompt).orElseThrow(Questions::gaveUp);
  }

  private static CommandException gaveUp() {
    return new CommandException("cancelled; nothing changed");
  }
}
