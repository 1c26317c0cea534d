package dev.sluice.redis;

import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.MessageTypes;
import java.security.SecureRandom;
import java.time.InstantSource;

final class RedisPubSubChannelLayerTest extends RedisContract {

  @Override
  ChannelLayer open(
      RedisLayerConfig config, MessageTypes types, InstantSource clock, SecureRandom random) {
    return new RedisPubSubChannelLayer(config, types, clock, random);
  }
}
