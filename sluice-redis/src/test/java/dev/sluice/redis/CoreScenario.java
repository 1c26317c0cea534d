package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.Message;
import dev.sluice.layers.Delivery;
import dev.sluice.layers.LayerConfig;
import dev.sluice.layers.MessageTypes;
import dev.sluice.vectors.Vectors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Does what golden data's layer does, as another process than the one whose connections it is. */
final class CoreScenario implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  record Text(String text) implements Message {}

  record Data(Bytes data, int n) implements Message {}

  private static final MessageTypes TEXTS = MessageTypes.none().with("chat.message", Text.class);
  private static final MessageTypes DATA = MessageTypes.none().with("chat.message", Data.class);

  private final RedisLayerConfig config;
  private final String process;
  private final InstantSource clock;
  private final byte[] prefix;
  private final RedisChannelLayer texts;
  private final RedisChannelLayer data;

  CoreScenario(String url, Vectors.Case first) {
    var options = first.at("options");
    this.config =
        RealRedis.patient(url)
            .withPrefix(options.get("prefix").asString())
            .withLayer(
                LayerConfig.defaults()
                    .withCapacity(options.path("capacity").asInt(100))
                    .withExpiry(Duration.ofSeconds(options.path("expiry").asInt(60)))
                    .withGroupExpiry(
                        Duration.ofSeconds(options.path("group_expiry").asInt(86_400))));
    this.process = first.text("client");
    var now = Stamps.time(first.at("now").asDouble());
    this.clock = () -> now;
    this.prefix = HexFormat.of().parseHex(first.text("random_prefix"));
    this.texts = layer(TEXTS, "00".repeat(16), "");
    this.data = layer(DATA, "11".repeat(16), "");
  }

  private RedisChannelLayer layer(MessageTypes types, String ofProcess, String channel) {
    var random = new Script(List.of(ofProcess, channel));
    var stamps = new Stamps(clock, () -> prefix.clone());
    return new RedisChannelLayer(new Node(config, types, clock, random, stamps));
  }

  /** Returns what the call returns, as golden data writes it. */
  @Nullable Object call(JsonNode call, JsonNode result) throws InterruptedException {
    switch (call.get(0).asString()) {
      case "flush" -> texts.flush();
      case "new_channel" -> {
        return newChannel(result.asString());
      }
      case "group_add" -> texts.addToGroup(text(call, 1), text(call, 2));
      case "group_discard" -> texts.discardFromGroup(text(call, 1), text(call, 2));
      case "send" -> by(call.get(2)).send(text(call, 1), message(call.get(2)));
      case "group_send" -> by(call.get(2)).sendToGroup(text(call, 1), message(call.get(2)));
      case "receive" -> {
        return receive(text(call, 1), result);
      }
      default -> throw new AssertionError(call);
    }
    return null;
  }

  private String newChannel(String expected) {
    try (var layer = layer(TEXTS, process, expected.substring(expected.indexOf('!') + 1))) {
      return layer.newChannel();
    }
  }

  /** Reads one message and no more, in the process whose connection it is. */
  private @Nullable Object receive(String channel, JsonNode expected) throws InterruptedException {
    var types = expected.has("text") ? TEXTS : DATA;
    if (!channel.contains("!")) {
      return shown(types, texts.receive(channel, PATIENCE).orElseThrow());
    }
    BlockingQueue<Message> heard = new ArrayBlockingQueue<>(1);
    try (var layer = layer(types, process, "")) {
      layer.subscribe(channel, delivery -> hear(delivery, heard));
      var message = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(message).as("a message to " + channel).isNotNull();
      return shown(types, message);
    }
  }

  /** Takes one message, and keeps the layer's thread until the layer is closed. */
  private static boolean hear(Delivery delivery, BlockingQueue<Message> heard) {
    try {
      heard.add(delivery.message());
      return new CountDownLatch(1).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static @Nullable Object shown(MessageTypes types, @Nullable Message message) {
    return message == null ? null : WireValues.comparable(types.encode(message));
  }

  private RedisChannelLayer by(JsonNode message) {
    return message.has("text") ? texts : data;
  }

  private static Message message(JsonNode message) {
    return message.has("text")
        ? new Text(message.get("text").asString())
        : new Data(WireValues.bytes(message.get("data")), message.get("n").asInt());
  }

  private static String text(JsonNode call, int at) {
    return call.get(at).asString();
  }

  @Override
  public void close() {
    texts.close();
    data.close();
  }
}
