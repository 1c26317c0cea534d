package dev.sluice.redis;

import dev.sluice.layers.GroupDelivery;
import dev.sluice.redis.Losses.Kind;

/** Counts who of a group gets a message, and tells of those who do not. For one thread. */
final class Tally {

  private final String group;
  private final Losses losses;
  private int delivered;
  private int full;
  private int failed;

  Tally(String group, Losses losses) {
    this.group = group;
    this.losses = losses;
  }

  void add(int channels, boolean hadRoom) {
    if (hadRoom) {
      delivered += channels;
    } else {
      full += channels;
    }
  }

  void add(LocalChannels.Outcome outcome) {
    switch (outcome) {
      case TAKEN -> delivered++;
      case FULL -> full++;
      case FAILED -> failed++;
      case GONE -> {}
    }
  }

  GroupDelivery result() {
    tell(Kind.FULL, full);
    tell(Kind.FAILED, failed);
    return new GroupDelivery(delivered, full + failed);
  }

  private void tell(Kind kind, int channels) {
    if (channels > 0) {
      losses.add(kind, channels, "in the group " + group);
    }
  }
}
