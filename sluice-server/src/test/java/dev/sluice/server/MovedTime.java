package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How far a test has moved the clock of {@link TestServers#withClock}, in nanoseconds. */
final class MovedTime implements LongSupplier {

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();

  @Override
  public long getAsLong() {
    looks.incrementAndGet();
    return now.get();
  }

  /** Lets time pass, without waiting for anybody to look. */
  void move(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Lets time pass, and the server look at its deadlines. */
  void pass(Duration time) {
    move(time);
    var enough = looks.get() + 3;
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (looks.get() < enough) {
      assertThat(System.nanoTime()).isLessThan(patience);
      Thread.onSpinWait();
    }
  }
}
