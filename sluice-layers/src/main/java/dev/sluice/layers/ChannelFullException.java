package dev.sluice.layers;

import dev.sluice.SluiceException;

/** Thrown when as many messages wait for a channel as may. Channels' {@code ChannelFull}. */
public final class ChannelFullException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** Makes one for a channel that may hold so many. */
  public ChannelFullException(String channel, int capacity) {
    super(
        "%d messages wait for the channel %s already (expected: fewer; its reader is too slow, or the layer's capacity too small)"
            .formatted(capacity, channel));
  }
}
