package dev.sluice.testing;

import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A bounded inbox that knows whether its application has read everything. Safe for use by many
 * threads.
 */
final class MemoryInbox implements Inbox {

  static final int MOST_EVENTS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Event> waiting = new ArrayDeque<>();
  private Optional<Event> last = Optional.empty();
  private boolean lastTaken;
  private boolean idle;
  private boolean over;

  @Override
  public Event receive() {
    lock.lock();
    try {
      while (waiting.isEmpty() && last.isEmpty()) {
        idle = true;
        changed.signalAll();
        changed.await();
      }
      changed.signalAll();
      return Optional.ofNullable(waiting.poll()).orElseGet(this::takeLast);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      idle = false;
      lock.unlock();
    }
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    lock.lock();
    try {
      var left = atMost.toNanos();
      while (waiting.isEmpty() && last.isEmpty() && left > 0) {
        idle = true;
        changed.signalAll();
        left = changed.awaitNanos(left);
      }
      changed.signalAll();
      return Optional.ofNullable(waiting.poll())
          .or(() -> last.isPresent() ? Optional.of(takeLast()) : Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      idle = false;
      lock.unlock();
    }
  }

  private Event takeLast() {
    if (lastTaken) {
      throw new IllegalStateException(
          "nothing comes behind %s, for which a server would let the application wait"
              .formatted(last.orElseThrow()));
    }
    lastTaken = true;
    return last.orElseThrow();
  }

  @Override
  public boolean post(ChannelEvent event) {
    return offer(event, Duration.ZERO) == Offer.TAKEN;
  }

  /** Adds an event once there is room for it. */
  Offer offer(Event event, Duration patience) {
    lock.lock();
    try {
      if (!await(() -> over || waiting.size() < MOST_EVENTS, patience)) {
        return Offer.FULL;
      }
      if (over) {
        return Offer.OVER;
      }
      waiting.add(event);
      idle = false;
      changed.signalAll();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the event behind which no other comes; later ones, and other last ones, are dropped. */
  void finish(Event event) {
    lock.lock();
    try {
      last = last.or(() -> Optional.of(event));
      over = true;
      idle = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that nobody reads any more. */
  void abandon() {
    lock.lock();
    try {
      over = true;
      idle = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the application waits for something new to happen. */
  boolean awaitIdle(Duration patience) {
    lock.lock();
    try {
      return await(() -> idle, patience);
    } finally {
      lock.unlock();
    }
  }

  /** What became of an offer. */
  enum Offer {
    TAKEN,
    FULL,
    OVER
  }

  private boolean await(BooleanSupplier condition, Duration patience) {
    try {
      var left = patience.toNanos();
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted while it waited", e);
    }
  }
}
