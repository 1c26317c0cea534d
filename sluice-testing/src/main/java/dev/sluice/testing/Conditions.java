package dev.sluice.testing;

import java.time.Duration;
import java.util.Optional;

/**
 * Under what circumstances an application is tested. Immutable.
 *
 * @param patience how long a test waits, in real time, for what it expects
 * @param clock what the application's waits go by; empty for the machine's clock
 * @param mostUnread how many commands may wait for the client to read them, at least 1; then the
 *     application's {@code send} waits
 * @param sendTimeout how long it waits before the client is given up; empty for as long as it takes
 */
public record Conditions(
    Duration patience,
    Optional<VirtualClock> clock,
    int mostUnread,
    Optional<Duration> sendTimeout) {

  private static final Conditions DEFAULTS =
      new Conditions(Duration.ofSeconds(30), Optional.empty(), 1000, Optional.empty());

  public Conditions {
    if (mostUnread < 1) {
      throw new IllegalArgumentException(
          "the client leaves %d commands unread (expected: at least 1)".formatted(mostUnread));
    }
  }

  /** Returns the usual ones: 30 s of patience, the machine's clock, a client that reads. */
  public static Conditions usual() {
    return DEFAULTS;
  }

  /** Returns these with another patience. */
  public Conditions withPatience(Duration changed) {
    return new Conditions(changed, clock, mostUnread, sendTimeout);
  }

  /** Returns these with a clock that the test moves. */
  public Conditions withClock(VirtualClock changed) {
    return new Conditions(patience, Optional.of(changed), mostUnread, sendTimeout);
  }

  /**
   * Returns these with a client that reads nothing but what the test receives. What the application
   * sends beyond {@code mostUnread} commands waits, and after {@code sendTimeout} ends with a
   * {@link dev.sluice.DisconnectedException}, as on a server whose send timeout that is.
   */
  public Conditions withSlowClient(int mostUnread, Duration sendTimeout) {
    return new Conditions(patience, clock, mostUnread, Optional.of(sendTimeout));
  }

  Time time() {
    return clock.map(VirtualClock::time).orElseGet(RealTime::new);
  }
}
