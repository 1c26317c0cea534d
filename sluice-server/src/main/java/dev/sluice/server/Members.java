package dev.sluice.server;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that lives on one event loop. One timer looks at all deadlines, so that an idle
 * connection costs none. Only the loop's thread calls it.
 */
final class Members {

  private static final Logger LOG = LoggerFactory.getLogger(Members.class);

  private final EventLoop loop;
  private final Duration period;
  private final LongSupplier nanos;
  private final Population population;
  private final Set<Member> members = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean ticking;
  private boolean draining;

  Members(EventLoop loop, Duration period, LongSupplier nanos, Population population) {
    this.loop = loop;
    this.period = period;
    this.nanos = nanos;
    this.population = population;
  }

  void add(Member member) {
    if (!members.add(member)) {
      return;
    }
    population.grow();
    if (draining) {
      member.drain();
    }
    if (!ticking) {
      ticking = true;
      scheduleTick();
    }
  }

  void remove(Member member) {
    if (members.remove(member)) {
      population.shrink();
    }
  }

  /** Drains all members, and those to come. */
  void drain() {
    draining = true;
    forEach(Member::drain);
  }

  boolean isDraining() {
    return draining;
  }

  /** Aborts all members. */
  void abort() {
    forEach(Member::abort);
  }

  long now() {
    return nanos.getAsLong();
  }

  private void tick() {
    var now = nanos.getAsLong();
    forEach(member -> lookAt(member, now));
    ticking = !members.isEmpty();
    if (ticking) {
      scheduleTick();
    }
  }

  private static void lookAt(Member member, long now) {
    try {
      member.tick(now);
    } catch (RuntimeException e) {
      LOG.error("a deadline could not be looked at; its connection is cut off", e);
      member.abort();
    }
  }

  private void scheduleTick() {
    var _ = loop.schedule(this::tick, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forEach(Consumer<Member> action) {
    for (var member : members.toArray(new Member[0])) {
      action.accept(member);
    }
  }
}
