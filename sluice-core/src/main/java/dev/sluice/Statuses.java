package dev.sluice;

/** The HTTP statuses that an application may answer with (RFC 9110, section 15). */
final class Statuses {

  private Statuses() {}

  static void requireFinal(int status) {
    require(status, 200, 599);
  }

  static void requireRefusal(int status) {
    require(status, 300, 599);
  }

  private static void require(int status, int least, int most) {
    if (status < least || status > most) {
      throw new IllegalArgumentException(
          "the status is %d (expected: %d to %d)".formatted(status, least, most));
    }
  }
}
