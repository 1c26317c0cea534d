package dev.sluice.layers;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time between two flushes of a layer: behind its end everything has expired that was sent in
 * it, wherever it waits. Safe for use by many threads.
 */
final class Epoch implements InstantSource {

  private final InstantSource clock;
  private volatile boolean over;

  Epoch(InstantSource clock) {
    this.clock = clock;
  }

  void end() {
    over = true;
  }

  @Override
  public Instant instant() {
    return over ? Instant.MAX : clock.instant();
  }
}
