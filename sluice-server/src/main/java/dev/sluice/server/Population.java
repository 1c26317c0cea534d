package dev.sluice.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many connections and applications a server has. Safe for use by many threads. */
final class Population {

  private final LongSupplier nanos;
  private int size;

  Population(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void grow() {
    size++;
  }

  synchronized void shrink() {
    size--;
    notifyAll();
  }

  /** Waits until nobody is left; false if that takes longer than {@code patience}. */
  synchronized boolean awaitNobody(Duration patience) throws InterruptedException {
    var deadline = nanos.getAsLong() + patience.toNanos();
    while (size > 0) {
      var left = (deadline - nanos.getAsLong()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
