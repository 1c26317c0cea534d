package dev.sluice.redis;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Takes messages out of queues, wherever they are. Safe for use by many threads. */
final class QueueReaders {

  private final List<Shard> shards;
  private final Map<String, QueueLane> lanes = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  QueueReaders(List<Shard> shards) {
    this.shards = shards;
  }

  /**
   * Takes a message, waiting for it so long; over a host that is away too.
   *
   * @throws UnavailableException if there was none and a host is away
   */
  Optional<ScoredValue<byte[]>> take(String key, Duration atMost) {
    return taken(key, atMost).map(Taken::message);
  }

  private Optional<Taken> taken(String key, Duration atMost) {
    try {
      var there = takeAtOnce(key);
      if (there.isPresent() || !atMost.isPositive()) {
        return there;
      }
    } catch (UnavailableException e) {
      if (!atMost.isPositive()) {
        throw e;
      }
    }
    return await(key, atMost).or(() -> takeAtOnce(key)); // fails if a host is away
  }

  /** Looks at each host, at another one first each time. */
  private Optional<Taken> takeAtOnce(String key) {
    var first = turn.getAndIncrement();
    for (var at = 0; at < shards.size(); at++) {
      var shard = shards.get(Math.floorMod(first + at, shards.size()));
      var taken =
          shard
              .pop(key, late -> keep(key, new Taken(shard, key, late)))
              .map(message -> new Taken(shard, key, message));
      if (Thread.interrupted()) {
        taken.ifPresent(it -> keep(key, it));
        throw new CancelledException();
      }
      if (taken.isPresent()) {
        return taken;
      }
    }
    return Optional.empty();
  }

  private Optional<Taken> await(String key, Duration atMost) {
    var waiter = new Waiter();
    var lane = laneOf(key, it -> it.add(waiter));
    try {
      return waiter.await(atMost);
    } catch (InterruptedException e) {
      waiter.last().ifPresent(it -> keep(key, it));
      throw new CancelledException();
    } finally {
      lane.remove(waiter);
    }
  }

  /** Nobody here has it any more: somebody else gets it, or it is put back. */
  private void keep(String key, Taken taken) {
    var _ = laneOf(key, lane -> lane.keep(taken));
  }

  private QueueLane laneOf(String key, Consumer<QueueLane> use) {
    return lanes.compute(
        key,
        (_, lane) -> {
          var some = lane == null ? new QueueLane(key, shards, () -> forget(key)) : lane;
          use.accept(some);
          return some;
        });
  }

  private void forget(String key) {
    lanes.computeIfPresent(key, (_, lane) -> lane.isIdle() ? null : lane);
  }

  /** How many queues are read, or were just now. */
  int size() {
    return lanes.size();
  }

  /**
   * Reads nothing more, and puts back what nobody has got.
   *
   * @param deadline how long to wait for that, on the nano clock
   */
  void close(long deadline) {
    lanes.values().forEach(lane -> lane.close(deadline));
  }
}
