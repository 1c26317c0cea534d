package dev.sluice.server;

import java.time.Duration;

/**
 * How long an application may take when its server starts and when it stops.
 *
 * @param startupDeadline until it lets the server take connections; then the server does not start
 * @param shutdownDeadline until it has ended, behind the last connection; then it is interrupted
 */
public record LifespanLimits(Duration startupDeadline, Duration shutdownDeadline) {

  /** Checks every value. */
  public LifespanLimits {
    Requirements.positive("startupDeadline", startupDeadline);
    Requirements.positive("shutdownDeadline", shutdownDeadline);
  }

  /** Returns 60 s to start and 10 s to stop. */
  public static LifespanLimits defaults() {
    return new LifespanLimits(Duration.ofSeconds(60), Duration.ofSeconds(10));
  }

  /** Returns these limits with another time to start. */
  public LifespanLimits withStartupDeadline(Duration deadline) {
    return new LifespanLimits(deadline, shutdownDeadline);
  }

  /** Returns these limits with another time to stop. */
  public LifespanLimits withShutdownDeadline(Duration deadline) {
    return new LifespanLimits(startupDeadline, deadline);
  }
}
