package dev.sluice.server;

import java.time.Duration;

/** What every number and duration of a configuration has to be. */
final class Requirements {

  private static final Duration LONGEST = Duration.ofDays(365);

  private Requirements() {}

  static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d (expected: %d or more)".formatted(name, value, least));
    }
  }

  static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s is %s (expected: more than zero, at most %s)".formatted(name, value, LONGEST));
    }
  }
}
