package dev.sluice.layers;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** When to look for what has expired: now and then, while there is traffic. */
final class Sweep {

  private final Duration every;
  private final AtomicReference<Instant> next;

  Sweep(Duration every, Instant now) {
    this.every = every;
    this.next = new AtomicReference<>(now.plus(every));
  }

  /** True for one of those who ask when it is time. */
  boolean isDue(Instant now) {
    var due = next.get();
    return !now.isBefore(due) && next.compareAndSet(due, now.plus(every));
  }
}
