package dev.sluice.redis;

import static org.assertj.core.api.Assertions.fail;

import dev.sluice.UnavailableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere, for no longer than a minute. */
final class Eventually {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Eventually() {}

  /** Asks again until it is so. */
  static void isTrue(String what, BooleanSupplier question) {
    var deadline = System.nanoTime() + LONGEST.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("not within %s: %s", LONGEST, what);
      }
      Thread.onSpinWait();
    }
  }

  /** Whether something works, or Redis is still away. */
  static boolean works(BooleanSupplier attempt) {
    try {
      return attempt.getAsBoolean();
    } catch (UnavailableException e) {
      return false;
    }
  }
}
