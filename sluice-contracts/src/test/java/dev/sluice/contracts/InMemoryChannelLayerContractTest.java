package dev.sluice.contracts;

import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.layers.LayerConfig;
import java.security.SecureRandom;
import java.time.InstantSource;

class InMemoryChannelLayerContractTest extends ChannelLayerContract {

  @Override
  protected ChannelLayer layer(LayerConfig config, InstantSource clock) {
    return new InMemoryChannelLayer(config, clock, new SecureRandom());
  }
}
