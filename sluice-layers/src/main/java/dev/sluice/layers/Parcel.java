package dev.sluice.layers;

import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A message in an inbox, as long as its application has not come to it.
 *
 * @param event what the application is to see
 */
record Parcel(ChannelEvent event, Instant expires, InstantSource clock) implements Message {

  boolean isExpired() {
    return !clock.instant().isBefore(expires);
  }
}
