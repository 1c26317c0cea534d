package dev.sluice.layers;

import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.SharedText;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A message in an inbox, as long as its application has not come to it.
 *
 * @param event what the application is to see
 * @param text what all who get it share
 */
record Parcel(ChannelEvent event, Instant expires, InstantSource clock, SharedText text)
    implements Message {

  boolean isExpired() {
    return !clock.instant().isBefore(expires);
  }
}
