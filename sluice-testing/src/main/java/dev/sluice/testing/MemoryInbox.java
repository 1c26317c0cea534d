package dev.sluice.testing;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded inbox. Safe for use by many threads. */
final class MemoryInbox implements Inbox {

  static final int MOST_EVENTS = 100;

  private final Rest rest;
  private final ReentrantLock lock;
  private final Queue<Event> waiting = new ArrayDeque<>();
  private Optional<Event> last = Optional.empty();
  private boolean lastTaken;
  private boolean over;

  MemoryInbox(Rest rest) {
    this.rest = rest;
    this.lock = rest.time().lock();
  }

  @Override
  public Event receive() {
    lock.lock();
    try {
      rest.await(this::hasSome, Time.NEVER);
      return take();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    lock.lock();
    try {
      return rest.await(this::hasSome, rest.time().in(atMost))
          ? Optional.of(take())
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasSome() {
    return !waiting.isEmpty() || last.isPresent();
  }

  private Event take() {
    rest.time().changed().signalAll(); // there is room now
    return Optional.ofNullable(waiting.poll()).orElseGet(this::takeLast);
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
      if (!rest.awaitInTest(() -> over || waiting.size() < MOST_EVENTS, patience)) {
        return Offer.FULL;
      }
      if (over) {
        return Offer.OVER;
      }
      waiting.add(event);
      rest.wake();
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
      rest.wake();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that nobody reads any more. */
  void abandon() {
    lock.lock();
    try {
      over = true;
      rest.time().changed().signalAll();
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
}
