package dev.sluice.django;

import java.time.Duration;

/**
 * How a database is used.
 *
 * @param connections how many connections, each with a platform thread; a database in memory has
 *     one whatever this says
 * @param waiting how much work may wait for a connection before more is refused
 * @param busyTimeout how long SQLite waits for another process to finish writing
 */
public record DatabaseSettings(int connections, int waiting, Duration busyTimeout) {

  /** Checks the ranges. */
  public DatabaseSettings {
    if (connections < 1 || waiting < 1 || busyTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "%d connections, %d waiting, %s (expected: 1 or more, 1 or more, not negative)"
              .formatted(connections, waiting, busyTimeout));
    }
  }

  /** Returns four connections, a thousand waiting, five seconds (Django's own timeout). */
  public static DatabaseSettings defaults() {
    return new DatabaseSettings(4, 1000, Duration.ofSeconds(5));
  }
}
