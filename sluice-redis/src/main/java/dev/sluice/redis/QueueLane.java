package dev.sluice.redis;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import io.lettuce.core.ScoredValue;
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
 * where it was.
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
  private final Map<Shard, Line> lines = new HashMap<>();
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
      changed.signalAll();
      for (var shard : shards) {
        if (!lines.containsKey(shard)) {
          var line = shard.line();
          lines.put(shard, line);
          Thread.ofVirtual().name("queue " + key + " at " + shard).start(() -> run(shard, line));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(Waiter waiter) {
    List<Line> idle;
    lock.lock();
    try {
      waiters.remove(waiter);
      idle = waiters.isEmpty() ? List.copyOf(lines.values()) : List.of();
    } finally {
      lock.unlock();
    }
    idle.forEach(Line::wake);
  }

  boolean isIdle() {
    lock.lock();
    try {
      return waiters.isEmpty() && lines.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Reads no more; who waits gets nothing. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run(Shard shard, Line line) {
    try (line) {
      while (awaitWaiter(shard)) {
        look(shard, line);
      }
    } catch (CancelledException | InterruptedException e) {
      LOG.debug("a reader of {} ends with its layer", key);
    }
    ended.run();
  }

  /** Returns false, and ends the line, if nobody has waited for some time. */
  private boolean awaitWaiter(Shard shard) throws InterruptedException {
    lock.lock();
    try {
      var left = IDLE.toNanos();
      while (waiters.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (closed || waiters.isEmpty()) {
        lines.remove(shard);
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void look(Shard shard, Line line) throws InterruptedException {
    try {
      line.pop(key, ONE_LOOK).ifPresent(message -> give(shard, message));
      away.remove(shard);
    } catch (UnavailableException e) {
      if (away.add(shard)) {
        LOG.warn("a queue cannot be read, and is tried again: {}", e.getMessage());
      }
      pause();
    }
  }

  private void give(Shard shard, ScoredValue<byte[]> message) {
    for (var waiter = next(); waiter.isPresent(); waiter = next()) {
      if (waiter.get().offer(message)) {
        return;
      }
    }
    shard.putBack(key, message);
  }

  private Optional<Waiter> next() {
    lock.lock();
    try {
      return Optional.ofNullable(waiters.poll());
    } finally {
      lock.unlock();
    }
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      var left = PAUSE.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
