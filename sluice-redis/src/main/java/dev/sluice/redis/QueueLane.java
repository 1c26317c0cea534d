package dev.sluice.redis;

import dev.sluice.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one queue for all threads of this process that wait for it: on each host one connection
 * waits, as long as a thread does. A message that comes when nobody waits any more is put back to
 * where it was. Safe for use by many threads.
 */
final class QueueLane {

  private static final Logger LOG = LoggerFactory.getLogger(QueueLane.class);
  private static final Duration ONE_LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final String key;
  private final List<Shard> shards;
  private final Runnable ended;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private final Deque<Taken> kept = new ArrayDeque<>();
  private final Map<Shard, Reader> readers = new HashMap<>();
  private final Set<Shard> away = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * Makes one that reads nothing yet.
   *
   * @param ended is called when it has had nobody to read for, for some time
   */
  QueueLane(String key, List<Shard> shards, Runnable ended) {
    this.key = key;
    this.shards = shards;
    this.ended = ended;
  }

  void add(Waiter waiter) {
    lock.lock();
    try {
      waiters.add(waiter);
      shards.forEach(this::read);
    } finally {
      lock.unlock();
    }
  }

  /** Takes charge of a message that whoever it was for does not want any more. */
  void keep(Taken taken) {
    lock.lock();
    try {
      kept.add(taken);
      read(taken.shard());
    } finally {
      lock.unlock();
    }
  }

  private void read(Shard shard) {
    changed.signalAll();
    if (!readers.containsKey(shard)) {
      var line = shard.line();
      var thread =
          Thread.ofVirtual()
              .name("queue " + key + " at " + shard)
              .unstarted(() -> run(shard, line));
      readers.put(shard, new Reader(line, thread));
      thread.start();
    }
  }

  void remove(Waiter waiter) {
    List<Reader> idle;
    lock.lock();
    try {
      waiters.remove(waiter);
      idle = waiters.isEmpty() ? List.copyOf(readers.values()) : List.of();
    } finally {
      lock.unlock();
    }
    idle.forEach(reader -> reader.line.wake());
  }

  boolean isIdle() {
    lock.lock();
    try {
      return waiters.isEmpty() && kept.isEmpty() && readers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads no more, and puts back what nobody has got; who waits gets nothing.
   *
   * @param deadline how long to wait for that, on the nano clock
   */
  void close(long deadline) {
    List<Reader> last;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      last = List.copyOf(readers.values());
    } finally {
      lock.unlock();
    }
    last.forEach(reader -> reader.line.end(reader.thread, deadline));
  }

  private void run(Shard shard, Line line) {
    try (line) {
      while (awaitWork(shard, line)) {
        look(shard, line);
      }
    } catch (InterruptedException | UnavailableException e) {
      LOG.debug("a reader of {} ends with its layer", key, e);
      if (hasWork(shard, line)) {
        LOG.warn("what nobody has got of {} is perhaps lost with its layer", key);
      }
    }
    ended.run();
  }

  /** Returns false, and ends the line, if there has been nothing to do for some time. */
  private boolean awaitWork(Shard shard, Line line) throws InterruptedException {
    lock.lock();
    try {
      var left = IDLE.toNanos();
      while (!hasWork(shard, line) && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      var hasWork = hasWork(shard, line);
      if (!hasWork) {
        readers.remove(shard);
      }
      return hasWork;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasWork(Shard shard, Line line) {
    lock.lock();
    try {
      return isWanted() || line.isOwed() || kept.stream().anyMatch(taken -> taken.isFrom(shard));
    } finally {
      lock.unlock();
    }
  }

  private void look(Shard shard, Line line) throws InterruptedException {
    try {
      handBack(shard);
      var messages = isWanted() ? line.pop(key, ONE_LOOK) : line.last();
      messages.forEach(message -> give(new Taken(shard, key, message)));
      away.remove(shard);
    } catch (UnavailableException e) {
      if (away.add(shard)) {
        LOG.warn("a queue cannot be read, and is tried again: {}", e.getMessage());
      }
      pauseAfter(e);
    }
  }

  private boolean isWanted() {
    lock.lock();
    try {
      return !waiters.isEmpty() && !closed;
    } finally {
      lock.unlock();
    }
  }

  private void give(Taken taken) {
    lock.lock();
    try {
      if (!isOffered(taken)) {
        kept.add(taken);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Offers a message to one after the other. */
  private boolean isOffered(Taken taken) {
    for (var waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
      if (waiter.offer(taken)) {
        return true;
      }
    }
    return false;
  }

  /** Gives what was kept to those who have come since, or else back to Redis. */
  private void handBack(Shard shard) {
    for (var taken = nextKept(shard); taken.isPresent(); taken = nextKept(shard)) {
      taken.get().putBack();
      forget(taken.get());
    }
  }

  private Optional<Taken> nextKept(Shard shard) {
    lock.lock();
    try {
      var own = kept.stream().filter(taken -> taken.isFrom(shard)).toList();
      own.stream().filter(Taken::isHere).filter(this::isOffered).forEach(kept::remove);
      return own.stream().filter(kept::contains).findFirst();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Taken taken) {
    lock.lock();
    try {
      kept.remove(taken);
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next attempt; a lane that is closed makes none. */
  private void pauseAfter(UnavailableException failure) throws InterruptedException {
    lock.lock();
    try {
      var left = PAUSE.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (closed) {
        throw failure;
      }
    } finally {
      lock.unlock();
    }
  }

  private record Reader(Line line, Thread thread) {}
}
