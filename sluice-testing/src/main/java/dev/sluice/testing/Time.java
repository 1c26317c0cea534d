package dev.sluice.testing;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the waits of an application go by: the machine's clock, or a test's. */
interface Time {

  /** When nothing happens any more, in nanoseconds. */
  long NEVER = Long.MAX_VALUE;

  /** Guards whatever is waited for. */
  ReentrantLock lock();

  /** Of {@link #lock}; signalled whenever something has changed. */
  Condition changed();

  /** The present moment, in nanoseconds that never become less. */
  long nanos();

  /** Waits, with the lock held, until something has changed, or perhaps until a moment. */
  void await(long until) throws InterruptedException;

  /** Notes that an application has begun. */
  void began(Rest rest);

  /** Notes that an application has ended. */
  void ended(Rest rest);

  /** The moment that is so far away from the present one. */
  default long in(Duration duration) {
    var now = nanos();
    var mayOverflow = duration.compareTo(Duration.ofNanos(NEVER - now)) >= 0;
    return mayOverflow ? NEVER : now + duration.toNanos();
  }
}
