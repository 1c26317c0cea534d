package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.Message;
import dev.sluice.layers.MessageTypes;
import dev.sluice.vectors.Vectors;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Does what golden data's layer does: one process has the connections, others send to them. */
final class PubSubScenario implements AutoCloseable {

  record Any(Optional<String> text, Optional<Bytes> data, Optional<Integer> n) implements Message {}

  record Text(String text) implements Message {}

  record Data(Bytes data, int n) implements Message {}

  record Published(String name, Bytes message) {}

  private final RedisPubSubChannelLayer receiver;
  private final RedisPubSubChannelLayer texts;
  private final RedisPubSubChannelLayer data;
  private final RedisClient observer;
  private final BlockingQueue<Published> published = new LinkedBlockingQueue<>();

  /** Our connections, under the names that golden data's have. */
  private final Map<String, Ears> ears = new HashMap<>();

  private final Set<String> groups = new HashSet<>();

  PubSubScenario(String url, Vectors.Case first) {
    var config = RealRedis.patient(url).withPrefix(first.at("options").get("prefix").asString());
    receiver = new RedisPubSubChannelLayer(config, types(Any.class));
    texts = new RedisPubSubChannelLayer(config, types(Text.class));
    data = new RedisPubSubChannelLayer(config, types(Data.class));
    observer = RedisClient.create(url);
    var connection =
        observer.connectPubSub(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String pattern, String name, byte[] message) {
            published.add(new Published(name, Bytes.copyOf(message)));
          }
        });
    connection.sync().psubscribe("*");
  }

  private static MessageTypes types(Class<? extends Message> type) {
    return MessageTypes.none().with("chat.message", type);
  }

  /** Returns what the call returns, as golden data writes it. */
  @Nullable Object call(JsonNode call, JsonNode result) throws InterruptedException {
    var name = call.path(1).asString("");
    switch (call.get(0).asString()) {
      case "flush" -> receiver.flush();
      case "new_channel" -> {
        ears.put(result.asString(), new Ears(receiver));
        return result.asString();
      }
      case "group_add" -> receiver.addToGroup(name, ours(call.get(2).asString()).name());
      case "group_discard" -> receiver.discardFromGroup(name, ours(call.get(2).asString()).name());
      case "send" -> send(name, call.get(2));
      case "group_send" -> by(call.get(2)).sendToGroup(name, message(call.get(2)));
      case "receive" -> {
        return shown((Any) ours(name).next());
      }
      default -> throw new AssertionError(call);
    }
    return null;
  }

  /** Sends to Python's connection of that name, and the same to ours. */
  private void send(String theirs, JsonNode message) throws InterruptedException {
    by(message).send(ours(theirs).name(), message(message));
    var toOurs = next();
    assertThat(toOurs.name()).isEqualTo(ours(theirs).name());
    by(message).send(theirs, message(message));
    Eventually.isTrue("published", () -> !published.isEmpty());
    assertThat(published.element().message()).isEqualTo(toOurs.message());
  }

  private Ears ours(String theirs) {
    return Optional.ofNullable(ears.get(theirs)).orElseThrow();
  }

  /** Sees that Redis got what a stack has sent, and nothing else. */
  void assertSent(Vectors.Case it, RedisState state, String prefix) throws InterruptedException {
    for (var command : it.at("commands")) {
      var words = command.get("args");
      var name = words.get(1).asString();
      switch (words.get(0).asString()) {
        case "PUBLISH" ->
            assertThat(next())
                .isEqualTo(new Published(name, Bytes.copyOf(RedisState.bytes(words.get(2)))));
        case "SUBSCRIBE" -> groups.add(name);
        case "UNSUBSCRIBE" -> groups.remove(name);
        default -> throw new AssertionError(command);
      }
    }
    if (it.at("call").get(0).asString().equals("flush")) {
      groups.clear();
    }
    assertThat(published).isEmpty();
    groups.removeAll(ears.keySet());
    assertThat(state.subscriptions(prefix + "*")).isEqualTo(groups);
  }

  private Published next() throws InterruptedException {
    var message = published.poll(30, TimeUnit.SECONDS);
    assertThat(message).as("what is published").isNotNull();
    return message;
  }

  private static Map<String, Object> shown(Any message) {
    var map = new LinkedHashMap<String, Object>();
    map.put("type", "chat.message");
    message.text().ifPresent(text -> map.put("text", text));
    message.data().ifPresent(bytes -> map.put("data", bytes));
    message.n().ifPresent(number -> map.put("n", (long) number));
    return map;
  }

  private RedisPubSubChannelLayer by(JsonNode message) {
    return message.has("text") ? texts : data;
  }

  private static Message message(JsonNode message) {
    return message.has("text")
        ? new Text(message.get("text").asString())
        : new Data(WireValues.bytes(message.get("data")), message.get("n").asInt());
  }

  @Override
  public void close() {
    receiver.close();
    texts.close();
    data.close();
    observer.shutdown();
  }
}
