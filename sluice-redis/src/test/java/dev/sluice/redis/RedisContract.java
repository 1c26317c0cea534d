package dev.sluice.redis;

import dev.sluice.contracts.ChannelLayerContract;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.LayerConfig;
import dev.sluice.layers.MessageTypes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What every layer does, in a real Redis. */
abstract class RedisContract extends ChannelLayerContract {

  private static final MessageTypes TYPES = MessageTypes.none().with("note", Note.class);

  @TempDir private static Path folder;
  private static RealRedis redis;
  private final List<ChannelLayer> layers = new ArrayList<>();

  /** Makes a layer that can be closed. */
  abstract ChannelLayer open(
      RedisLayerConfig config, MessageTypes types, InstantSource clock, SecureRandom random);

  @BeforeAll
  static void start() throws Exception {
    redis = RealRedis.in(folder);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  /** Each is empty, since nobody else has its prefix. */
  @Override
  protected ChannelLayer layer(LayerConfig config, InstantSource clock) {
    var random = new SecureRandom();
    var settings =
        RealRedis.patient(redis.url())
            .withPrefix("test%016x".formatted(random.nextLong()))
            .withLayer(config);
    var layer = open(settings, TYPES, clock, random);
    layers.add(layer);
    return layer;
  }

  @AfterEach
  void close() throws Exception {
    for (var layer : layers) {
      ((AutoCloseable) layer).close();
    }
  }
}
