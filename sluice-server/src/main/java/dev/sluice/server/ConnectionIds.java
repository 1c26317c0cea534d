package dev.sluice.server;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The names of connections in logs: twelve hexadecimal digits, of which four tell one run of the
 * server from another. Safe for use by many threads.
 */
final class ConnectionIds {

  /** Odd, so that 2^32 numbers pass before one comes again; and neighbours look unalike. */
  private static final int STEP = 0x9e3779b1;

  private final String run;
  private final AtomicInteger next;

  ConnectionIds(RandomGenerator random) {
    this.run = HexFormat.of().toHexDigits((short) random.nextInt());
    this.next = new AtomicInteger(random.nextInt());
  }

  String next() {
    return run + HexFormat.of().toHexDigits(next.addAndGet(STEP));
  }
}
