package dev.sluice.django;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How a database is used.
 *
 * @param connections how many connections; in SQLite each has a platform thread, and a database in
 *     memory has one whatever this says
 * @param waiting how much work may wait for a connection before more is refused
 * @param busyTimeout how long SQLite waits for another process to finish writing
 * @param connectTimeout how long to wait for a free connection; 250 ms or more
 * @param zone where the times are that SQLite, MariaDB and MySQL keep without a zone: UTC, but the
 *     {@code TIME_ZONE} of a Django site with {@code USE_TZ = False}
 */
public record DatabaseSettings(
    int connections, int waiting, Duration busyTimeout, Duration connectTimeout, ZoneId zone) {

  private static final Duration SHORTEST = Duration.ofMillis(250);

  /** Checks the ranges. */
  public DatabaseSettings {
    if (connections < 1 || waiting < 1 || busyTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "%d connections, %d waiting, %s (expected: 1 or more, 1 or more, not negative)"
              .formatted(connections, waiting, busyTimeout));
    }
    if (connectTimeout.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "the connect timeout is %s (expected: %s or more)".formatted(connectTimeout, SHORTEST));
    }
  }

  /** Keeps times in UTC. */
  public DatabaseSettings(
      int connections, int waiting, Duration busyTimeout, Duration connectTimeout) {
    this(connections, waiting, busyTimeout, connectTimeout, ZoneOffset.UTC);
  }

  /** Waits five seconds for a free connection. */
  public DatabaseSettings(int connections, int waiting, Duration busyTimeout) {
    this(connections, waiting, busyTimeout, Duration.ofSeconds(5));
  }

  /** Returns four connections, a thousand waiting, five seconds (Django's own timeout). */
  public static DatabaseSettings defaults() {
    return new DatabaseSettings(4, 1000, Duration.ofSeconds(5));
  }

  /** Returns settings for a database that keeps times in another zone. */
  public DatabaseSettings withZone(ZoneId other) {
    return new DatabaseSettings(connections, waiting, busyTimeout, connectTimeout, other);
  }
}
