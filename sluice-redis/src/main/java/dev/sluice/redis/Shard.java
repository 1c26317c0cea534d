package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.UnavailableException;
import dev.sluice.layers.LayerConfig;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One of a layer's hosts, and what the layer asks of it. Messages and memberships are sorted sets
 * whose scores are times. Safe for use by many threads.
 */
final class Shard implements AutoCloseable {

  /** Drops what is too old, and adds a message to each key that has room; tells which have not. */
  private static final String PUT =
      """
      local full = {}
      for at = 1, #KEYS do
        redis.call('ZREMRANGEBYSCORE', KEYS[at], 0, ARGV[#ARGV - 1])
        if redis.call('ZCOUNT', KEYS[at], '-inf', '+inf') < tonumber(ARGV[2 * at]) then
          redis.call('ZADD', KEYS[at], ARGV[#ARGV - 2], ARGV[2 * at - 1])
          redis.call('EXPIRE', KEYS[at], ARGV[#ARGV])
        else
          full[#full + 1] = KEYS[at]
        end
      end
      return full
      """;

  /** Gives those members a new time who still are members; tells who is not. */
  private static final String RENEW =
      """
      local gone = {}
      for at = 3, #ARGV do
        if redis.call('ZSCORE', KEYS[1], ARGV[at]) then
          redis.call('ZADD', KEYS[1], ARGV[1], ARGV[at])
        else
          gone[#gone + 1] = ARGV[at]
        end
      end
      redis.call('EXPIRE', KEYS[1], ARGV[2])
      return gone
      """;

  private static final int SOME = 1000;

  /** Somewhat more than it takes to notice that a connection's other end has vanished. */
  private static final Duration LONGEST_LATE = Duration.ofSeconds(15);

  private final RedisHost host;
  private final RedisConnection commands;
  private final long expiry;
  private final long groupExpiry;

  Shard(RedisHost host, LayerConfig config) {
    this.host = host;
    this.commands = host.connection();
    this.expiry = Math.max(1, config.expiry().toSeconds());
    this.groupExpiry = Math.max(1, config.groupExpiry().toSeconds());
  }

  /** Adds messages, and returns the keys that had no room for theirs. */
  Set<String> put(List<Post> posts, double time) {
    var arguments = new ArrayList<byte[]>();
    for (var post : posts) {
      arguments.add(post.message().toArray());
      arguments.add(bytes(post.capacity()));
    }
    arguments.addAll(List.of(number(time), bytes(oldest(time, expiry)), bytes(expiry)));
    var keys = posts.stream().map(Post::key).toArray(String[]::new);
    return Set.copyOf(script("send", PUT, keys, arguments));
  }

  /**
   * Takes the oldest message out of a key, if there is one. An interruption does not lose it.
   *
   * @param late gets it if it comes when this has failed already, on a thread that must not wait
   */
  Optional<ScoredValue<byte[]>> pop(String key, Consumer<ScoredValue<byte[]>> late) {
    var answer = commands.send(redis -> redis.zpopmin(key, 1));
    try {
      return commands.await("receive", Duration.ZERO, answer).stream().findFirst();
    } catch (UnavailableException e) {
      var _ = answer.thenAccept(messages -> messages.forEach(late));
      throw e;
    }
  }

  /** Sends to those who have subscribed, if there are any. */
  void publish(String name, byte[] message) {
    commands.askToTheEnd("publish", redis -> redis.publish(name, message));
  }

  /** Returns what is published here, as soon as it is subscribed to. */
  Feed feed(BiConsumer<String, byte[]> messages) {
    return new Feed(host, this, messages);
  }

  /** Returns a connection that waits for messages. */
  Line line() {
    return new Line(host.connection(), commands, LONGEST_LATE);
  }

  /** Puts a message back to where it was, without waiting for the answer. */
  CompletableFuture<Long> putBack(String key, ScoredValue<byte[]> message) {
    return commands.send(
        redis ->
            redis
                .zadd(key, message.getScore(), message.getValue())
                .thenCombine(redis.expire(key, expiry), (added, _) -> added));
  }

  /** Waits for an answer. */
  <T> T await(String operation, CompletableFuture<T> answer) {
    return commands.await(operation, Duration.ZERO, answer);
  }

  /** Adds members to a group, or renews them. An interruption ends neither this nor a leave. */
  void join(String key, Collection<String> members, double time) {
    for (var some : inParts(members)) {
      var scored = some.stream().flatMap(it -> Stream.<Object>of(time, utf8(it))).toArray();
      commands.askToTheEnd(
          "join a group",
          redis ->
              redis
                  .zadd(key, scored)
                  .thenCombine(redis.expire(key, groupExpiry), (added, _) -> added));
    }
  }

  /** Renews those who still are members, and returns who is not. */
  List<String> renew(String key, Collection<String> members, double time) {
    var gone = new ArrayList<String>();
    for (var some : inParts(members)) {
      var arguments = new ArrayList<>(List.of(number(time), bytes(groupExpiry)));
      some.forEach(it -> arguments.add(utf8(it)));
      gone.addAll(script("renew memberships", RENEW, new String[] {key}, arguments));
    }
    return gone;
  }

  /** Takes a member out of a group. */
  void leave(String key, String member) {
    commands.askToTheEnd("leave a group", redis -> redis.zrem(key, utf8(member)));
  }

  /** Returns the members of a group, without those whose time is over. */
  List<String> members(String key, double time) {
    var old = Range.create(0L, oldest(time, groupExpiry));
    return commands
        .ask(
            "find a group",
            redis ->
                redis
                    .zremrangebyscore(key, old)
                    .thenCombine(redis.zrange(key, 0, -1), (_, members) -> members))
        .stream()
        .map(Shard::text)
        .toList();
  }

  void delete(Beginning keys) {
    keys.deleteAll("flush", commands);
  }

  private List<String> script(
      String operation, String script, String[] keys, List<byte[]> arguments) {
    return commands
        .ask(
            operation,
            redis ->
                redis.<List<byte[]>>eval(
                    script, ScriptOutputType.MULTI, keys, arguments.toArray(byte[][]::new)))
        .stream()
        .map(Shard::text)
        .toList();
  }

  private static List<List<String>> inParts(Collection<String> members) {
    var left = List.copyOf(members);
    var parts = new ArrayList<List<String>>();
    for (var from = 0; from < left.size(); from += SOME) {
      parts.add(left.subList(from, Math.min(from + SOME, left.size())));
    }
    return parts;
  }

  private static long oldest(double time, long seconds) {
    return (long) Math.floor(time) - seconds;
  }

  /** As Python writes it, without an exponent. */
  private static byte[] number(double time) {
    return utf8(BigDecimal.valueOf(time).toPlainString());
  }

  private static byte[] bytes(long number) {
    return utf8(String.valueOf(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    host.close();
  }

  /** Tells the place. */
  @Override
  public String toString() {
    return host.toString();
  }
}
