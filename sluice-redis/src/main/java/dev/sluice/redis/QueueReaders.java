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

/** Takes messages out of queues, wherever they are. Safe for use by many threads. */
final class QueueReaders implements AutoCloseable {

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
    return await(key, atMost);
  }

  /** Looks at each host, at another one first each time. */
  private Optional<ScoredValue<byte[]>> takeAtOnce(String key) {
    var first = turn.getAndIncrement();
    for (var at = 0; at < shards.size(); at++) {
      var shard = shards.get(Math.floorMod(first + at, shards.size()));
      var message = shard.pop(key);
      if (Thread.interrupted()) {
        message.ifPresent(it -> shard.putBack(key, it));
        throw new CancelledException();
      }
      if (message.isPresent()) {
        return message;
      }
    }
    return Optional.empty();
  }

  private Optional<ScoredValue<byte[]>> await(String key, Duration atMost) {
    var waiter = new Waiter();
    var lane = laneWith(waiter, key);
    try {
      var message = waiter.await(atMost);
      return message.isPresent() ? message : takeAtOnce(key); // fails if a host is away
    } catch (InterruptedException e) {
      waiter.last().ifPresent(message -> shards.getFirst().putBack(key, message));
      throw new CancelledException();
    } finally {
      lane.remove(waiter);
    }
  }

  private QueueLane laneWith(Waiter waiter, String key) {
    return lanes.compute(
        key,
        (_, lane) -> {
          var some = lane == null ? new QueueLane(key, shards, () -> forget(key)) : lane;
          some.add(waiter);
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

  /** Reads nothing more. */
  @Override
  public void close() {
    lanes.values().forEach(QueueLane::close);
  }
}
