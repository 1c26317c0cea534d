package dev.sluice.redis;

import dev.sluice.layers.GroupDelivery;
import dev.sluice.redis.Losses.Kind;

/** Counts who of a group gets a message, and tells of those who do not. For one thread. */
final class Tally {

  private final String group;
  private final Losses losses;
  private int delivered;
  private int dropped;

  Tally(String group, Losses losses) {
    this.group = group;
    this.losses = losses;
  }

  void add(int channels, boolean hadRoom) {
    if (hadRoom) {
      delivered += channels;
    } else {
      dropped += channels;
    }
  }

  GroupDelivery result() {
    if (dropped > 0) {
      losses.add(Kind.FULL, dropped, "in the group " + group);
    }
    return new GroupDelivery(delivered, dropped);
  }
}
