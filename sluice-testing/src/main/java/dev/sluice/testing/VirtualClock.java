package dev.sluice.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until a test advances it. Communicators that are given one let their
 * applications wait by it, so that keep-alives, long polls and timeouts take no time in tests. Safe
 * for use by many threads, of which one advances it.
 *
 * <p>It moves {@link dev.sluice.Inbox#receive(Duration)} and, with {@link
 * Conditions#withSlowClient}, {@link dev.sluice.Outbox#send}; whatever else takes a {@link Clock}
 * can be given this one too. How long a test waits for an application that does not answer is
 * always real time.
 */
public final class VirtualClock extends Clock {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Instant start;
  private final VirtualTime time;

  /** Makes one that waits so long, in real time, for applications to come to rest. */
  VirtualClock(Instant start, Duration patience) {
    this.start = start;
    this.time = new VirtualTime(patience);
  }

  /** Returns a clock that stands at a moment. */
  public static VirtualClock at(Instant start) {
    return new VirtualClock(start, PATIENCE);
  }

  /** Returns a clock that stands at the beginning of 2026, in UTC. */
  public static VirtualClock start() {
    return at(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /**
   * Lets time pass. First every application that goes by this clock comes to rest: it waits for an
   * event or for its client, or has ended. Then the clock goes from one moment at which one of them
   * wakes to the next, and each time all come to rest again. They are at rest when this returns.
   *
   * @throws IllegalArgumentException for a time that is negative
   * @throws AssertionError if an application is still busy after 30 s, such as one that waits for
   *     something else than its inbox or its client
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "the time is %s (expected: zero or more)".formatted(duration));
    }
    time.lock.lock();
    try {
      time.advance(time.in(duration));
    } finally {
      time.lock.unlock();
    }
  }

  @Override
  public Instant instant() {
    return start.plusNanos(time.nanos());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns a clock of the same time in another zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    InstantSource source = () -> start.plusNanos(time.nanos());
    return source.withZone(zone);
  }

  Time time() {
    return time;
  }

  private static final class VirtualTime implements Time {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Rest> running = new LinkedHashSet<>();
    private final Duration patience;
    private volatile long nanos;

    VirtualTime(Duration patience) {
      this.patience = patience;
    }

    void advance(long end) {
      awaitRest();
      for (var next = nextWaking(); next <= end && next < NEVER; next = nextWaking()) {
        nanos = next;
        running.stream().filter(rest -> rest.until() <= nanos).forEach(Rest::wake);
        awaitRest();
      }
      nanos = end;
    }

    private long nextWaking() {
      return running.stream().mapToLong(Rest::until).min().orElse(NEVER);
    }

    private void awaitRest() {
      if (!Rest.awaitInTest(this, () -> running.stream().allMatch(Rest::isResting), patience)) {
        throw new AssertionError(
            "an application is still busy after %s (expected: it waits for an event or its client)"
                .formatted(patience));
      }
    }

    @Override
    public ReentrantLock lock() {
      return lock;
    }

    @Override
    public Condition changed() {
      return changed;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // whoever calls this loops
    public void await(long until) throws InterruptedException {
      changed.await();
    }

    @Override
    public void began(Rest rest) {
      running.add(rest);
    }

    @Override
    public void ended(Rest rest) {
      running.remove(rest);
    }
  }
}
