package dev.sluice.redis;

import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.MessageTypes;
import java.security.SecureRandom;
import java.time.InstantSource;

final class RedisChannelLayerTest extends RedisContract {

  @Override
  ChannelLayer open(
      RedisLayerConfig config, MessageTypes types, InstantSource clock, SecureRandom random) {
    return new RedisChannelLayer(config, types, clock, random);
  }
}
