package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.vectors.Vectors;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One database of a Redis: what is in it, and golden data's commands done to it. */
final class RedisState implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  /** What only frames others, which golden data tells one by one. */
  private static final Set<String> FRAMES = Set.of("EVAL", "MULTI", "EXEC");

  private final RedisClient client;
  private final StatefulRedisConnection<String, byte[]> connection;

  RedisState(String url) {
    client = RedisClient.create(url);
    connection = client.connect(CODEC);
  }

  /** Does what a stack has sent. */
  void replay(Vectors.Case it) {
    for (var command : it.at("commands")) {
      var words = command.get("args");
      var name = words.get(0).asString().toUpperCase(Locale.ROOT);
      if (!FRAMES.contains(name)) {
        var arguments = new CommandArgs<>(CODEC);
        words.valueStream().skip(1).forEach(word -> arguments.add(bytes(word)));
        connection
            .sync()
            .dispatch(CommandType.valueOf(name), new NestedMultiOutput<>(CODEC), arguments);
      }
    }
  }

  static byte[] bytes(JsonNode word) {
    return word.isObject()
        ? HexFormat.of().parseHex(word.get("hex").asString())
        : word.asString().getBytes(UTF_8);
  }

  /** Every key with its members and their scores. */
  Map<String, Map<Bytes, Double>> sets() {
    var sets = new TreeMap<String, Map<Bytes, Double>>();
    for (var key : connection.sync().keys("*")) {
      var members = new LinkedHashMap<Bytes, Double>();
      connection
          .sync()
          .zrangeWithScores(key, 0, -1)
          .forEach(it -> members.put(Bytes.copyOf(it.getValue()), it.getScore()));
      sets.put(key, members);
    }
    return sets;
  }

  /** Adds members to a key. */
  void add(String key, List<ScoredValue<byte[]>> members) {
    members.forEach(it -> connection.sync().zadd(key, it.getScore(), it.getValue()));
  }

  /** How many members a key has. */
  long members(String key) {
    return connection.sync().zcard(key);
  }

  /** In how many seconds each key expires. */
  Map<String, Long> expiries() {
    var expiries = new TreeMap<String, Long>();
    connection.sync().keys("*").forEach(key -> expiries.put(key, connection.sync().ttl(key)));
    return expiries;
  }

  void assertSame(RedisState other) {
    assertThat(sets()).isEqualTo(other.sets());
    var theirs = other.expiries();
    expiries()
        .forEach(
            (key, seconds) ->
                assertThat(theirs.getOrDefault(key, 0L))
                    .as(key)
                    .isBetween(seconds - 5, seconds + 5));
  }

  /** The numbers of all connections to this Redis. */
  List<Long> clients() {
    return connection
        .sync()
        .clientList()
        .lines()
        .map(line -> Long.parseLong(line.replaceAll("id=([0-9]+) .*", "$1")))
        .toList();
  }

  /** The names under it that somebody has subscribed to. */
  Set<String> subscriptions(String pattern) {
    return Set.copyOf(connection.sync().pubsubChannels(pattern));
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
