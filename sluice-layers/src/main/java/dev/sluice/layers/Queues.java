package dev.sluice.layers;

import dev.sluice.CancelledException;
import dev.sluice.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that belong to no connection. One that has neither messages nor readers is
 * forgotten. Safe for use by many threads.
 */
final class Queues {

  private static final Logger LOG = LoggerFactory.getLogger(Queues.class);

  private final Map<String, Waiting> queues = new ConcurrentHashMap<>();

  /** Adds a message, unless so many wait already. */
  boolean add(String channel, Parcel parcel, int capacity) {
    var added = new AtomicBoolean();
    queues.compute(
        channel,
        (_, queue) -> {
          var some = queue == null ? new Waiting(channel) : queue;
          added.set(some.add(parcel, capacity));
          return some;
        });
    return added.get();
  }

  /** Takes a message, waiting for it for some time. */
  Optional<Message> take(String channel, Duration atMost) {
    var queue = queues.compute(channel, (_, some) -> Waiting.withReader(channel, some));
    try {
      return queue.take(atMost);
    } catch (InterruptedException e) {
      throw new CancelledException();
    } finally {
      queues.computeIfPresent(channel, (_, some) -> some.withoutReader());
    }
  }

  /** Forgets messages that have expired, and queues that are empty. */
  void sweep() {
    for (var channel : queues.keySet()) {
      queues.computeIfPresent(channel, (_, queue) -> queue.swept());
    }
  }

  void clear() {
    for (var channel : queues.keySet()) {
      queues.computeIfPresent(channel, (_, queue) -> queue.emptied());
    }
  }

  int size() {
    return queues.size();
  }

  /** What waits in one queue. Only the map's own atomic steps call it, but for {@link #take}. */
  private static final class Waiting {

    private final String channel;
    private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
    private int readers;

    Waiting(String channel) {
      this.channel = channel;
    }

    static Waiting withReader(String channel, @Nullable Waiting queue) {
      var some = queue == null ? new Waiting(channel) : queue;
      some.readers++;
      return some;
    }

    @Nullable Waiting withoutReader() {
      readers--;
      return orNothing();
    }

    boolean add(Parcel parcel, int capacity) {
      if (parcels.size() >= capacity) {
        forgetExpired();
      }
      return parcels.size() < capacity && parcels.add(parcel);
    }

    Optional<Message> take(Duration atMost) throws InterruptedException {
      var deadline = System.nanoTime() + atMost.toNanos();
      var left = atMost.toNanos();
      while (true) {
        var parcel = parcels.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (parcel == null) {
          return Optional.empty();
        }
        if (!parcel.isExpired()) {
          return Optional.of(parcel.event().message());
        }
        report(1 + removeExpired());
        left = deadline - System.nanoTime();
      }
    }

    @Nullable Waiting swept() {
      forgetExpired();
      return orNothing();
    }

    private void forgetExpired() {
      var gone = removeExpired();
      if (gone > 0) {
        report(gone);
      }
    }

    private int removeExpired() {
      var gone = 0;
      for (var each = parcels.iterator(); each.hasNext(); ) {
        if (each.next().isExpired()) {
          each.remove();
          gone++;
        }
      }
      return gone;
    }

    /** Too few readers, or none, are a fault that nobody else would notice. */
    private void report(int gone) {
      LOG.warn(
          "channel {}: {} messages have waited for too long and are dropped (expected: a worker"
              + " that reads it)",
          channel,
          gone);
    }

    @Nullable Waiting emptied() {
      parcels.clear();
      return orNothing();
    }

    private @Nullable Waiting orNothing() {
      return parcels.isEmpty() && readers == 0 ? null : this;
    }
  }
}
