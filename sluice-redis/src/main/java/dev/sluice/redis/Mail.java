package dev.sluice.redis;

import dev.sluice.Bytes;
import dev.sluice.layers.LayerConfig;
import dev.sluice.layers.MessageFormatException;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into sorted sets for queues and for other processes, and reads what was put there.
 * Safe for use by many threads.
 */
record Mail(
    LayerConfig config,
    Keys keys,
    Ring ring,
    List<Shard> shards,
    Wire wire,
    Stamps stamps,
    InstantSource clock,
    AtomicInteger turn) {

  /**
   * Sends to one channel, and returns false if it has no room. A process's messages are where it
   * reads them; those of a queue go to one host after the other, since Python reads them so, and
   * waits at a host until it has something.
   */
  boolean send(String channel, Map<String, @Nullable Object> map) {
    var ofProcess = channel.contains("!");
    var now = clock.instant();
    var message = ofProcess ? wire.write(map, channel, now) : wire.write(map, now);
    var shard = ofProcess ? shardOf(Keys.shared(channel)) : nextShard();
    return shard.put(List.of(post(channel, message)), stamps.score()).isEmpty();
  }

  /**
   * Sends one message to each process and queue, by one command to each host that has some.
   *
   * @param members those of a group, under what they share
   */
  void send(Map<String, @Nullable Object> map, Map<String, List<String>> members, Tally tally) {
    var now = clock.instant();
    var posts = new LinkedHashMap<Shard, Map<Post, Integer>>();
    members.forEach(
        (shared, some) ->
            posts
                .computeIfAbsent(shardOf(shared), _ -> new LinkedHashMap<>())
                .put(post(some.getFirst(), wire.write(map, some, now)), some.size()));
    var time = stamps.score();
    posts.forEach(
        (shard, some) -> {
          var full = shard.put(List.copyOf(some.keySet()), time);
          some.forEach((post, count) -> tally.add(count, !full.contains(post.key())));
        });
  }

  private Post post(String channel, byte[] message) {
    var stamped = Bytes.join(List.of(Bytes.copyOf(stamps.prefix()), Bytes.copyOf(message)));
    return new Post(keys.channel(channel), stamped, config.capacityOf(channel));
  }

  /**
   * Reads a message.
   *
   * @throws MessageFormatException if it is none that this process knows
   */
  Wire.Incoming read(ScoredValue<byte[]> message) {
    var bytes = message.getValue();
    if (bytes.length < Stamps.PREFIX) {
      throw new MessageFormatException("", "it is cut off (expected: 12 bytes in front of it)");
    }
    return wire.read(Arrays.copyOfRange(bytes, Stamps.PREFIX, bytes.length), clock.instant());
  }

  /** When nobody wants a message any more. */
  Instant expires(ScoredValue<byte[]> message) {
    return Stamps.time(message.getScore()).plus(config.expiry());
  }

  private Shard nextShard() {
    return shards.get(Math.floorMod(turn.getAndIncrement(), ring.hosts()));
  }

  private Shard shardOf(String name) {
    return shards.get(ring.indexOf(name));
  }
}
