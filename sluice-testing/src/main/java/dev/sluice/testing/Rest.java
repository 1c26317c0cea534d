package dev.sluice.testing;

import dev.sluice.CancelledException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether one application waits for something to happen, and until when. Everything here needs the
 * lock of its time.
 */
final class Rest {

  private final Time time;
  private boolean resting;
  private boolean ended;
  private long until = Time.NEVER;

  Rest(Time time) {
    this.time = time;
  }

  Time time() {
    return time;
  }

  /** Lets the application wait for a condition, but no longer than to a moment by its time. */
  boolean await(BooleanSupplier condition, long moment) {
    if (condition.getAsBoolean()) {
      return true; // perhaps on another thread than the application's, which may rest
    }
    try {
      while (!condition.getAsBoolean() && time.nanos() < moment) {
        resting = true;
        until = moment;
        time.changed().signalAll();
        time.await(moment);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      resting = false;
      until = Time.NEVER;
    }
  }

  /** Has the application look again. */
  void wake() {
    resting = ended;
    time.changed().signalAll();
  }

  /** Notes that the application begins. */
  void begin() {
    time.lock().lock();
    try {
      time.began(this);
    } finally {
      time.lock().unlock();
    }
  }

  /** Notes that the application has ended. */
  void end() {
    resting = true;
    ended = true;
    time.ended(this);
    time.changed().signalAll();
  }

  boolean isResting() {
    return resting;
  }

  /** When it looks again by itself. */
  long until() {
    return until;
  }

  /** Lets the test wait for a condition, by the machine's clock. */
  boolean awaitInTest(BooleanSupplier condition, Duration patience) {
    return awaitInTest(time, condition, patience);
  }

  static boolean awaitInTest(Time time, BooleanSupplier condition, Duration patience) {
    try {
      var left = patience.toNanos();
      while (!condition.getAsBoolean() && left > 0) {
        left = time.changed().awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted while it waited", e);
    }
  }
}
