package dev.sluice.redis;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What orders messages in a sorted set and sets equal ones apart: the time, and twelve bytes in
 * front. The bytes of {@code channels_redis} are random, so that messages of one moment lose their
 * order; here a counter comes first. Safe for use by many threads.
 */
final class Stamps {

  static final int PREFIX = 12;

  private static final int COUNTER = 6;
  private static final int COUNTER_SHIFT = 16;
  private static final Duration LARGEST_STEP_BACK = Duration.ofSeconds(10);
  private static final double NANOS = 1e9;
  private static final double LATEST = 253_402_300_799.0;

  private final InstantSource clock;
  private final Supplier<byte[]> prefixes;
  private Instant last = Instant.EPOCH;

  Stamps(InstantSource clock, RandomGenerator random) {
    this(clock, new Counting(random)::next);
  }

  /** Makes one with other bytes in front, for tests. */
  Stamps(InstantSource clock, Supplier<byte[]> prefixes) {
    this.clock = clock;
    this.prefixes = prefixes;
  }

  synchronized byte[] prefix() {
    return prefixes.get();
  }

  /** Returns the time as a score. It does not follow a clock that is set back a little. */
  synchronized double score() {
    var now = clock.instant();
    if (now.isAfter(last) || now.isBefore(last.minus(LARGEST_STEP_BACK))) {
      last = now;
    }
    return score(last);
  }

  /** Returns a time in seconds since 1970, as Python's {@code time.time()} does. */
  static double score(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS;
  }

  /** Returns the time that a score tells, within four digits of years. */
  static Instant time(double score) {
    var time = Math.clamp(score, 0, LATEST);
    var seconds = Math.floor(time);
    return Instant.ofEpochSecond((long) seconds, Math.round((time - seconds) * NANOS));
  }

  private static final class Counting {

    private final RandomGenerator random;
    private long count;

    Counting(RandomGenerator random) {
      this.random = random;
    }

    byte[] next() {
      var prefix = new byte[PREFIX];
      random.nextBytes(prefix);
      var counter = ByteBuffer.allocate(Long.BYTES).putLong(count++ << COUNTER_SHIFT).array();
      System.arraycopy(counter, 0, prefix, 0, COUNTER);
      return prefix;
    }
  }
}
