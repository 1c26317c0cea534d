package dev.sluice.layers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much a channel layer keeps, and for how long. The settings of Channels' layers, with the same
 * defaults.
 *
 * @param capacity how many messages may wait for a channel
 * @param channelCapacity other capacities for some channels; the first that matches counts
 * @param expiry how long a message may wait before it is dropped
 * @param groupExpiry how long a queue stays in a group that it was added to; a connection stays
 *     until it ends
 */
public record LayerConfig(
    int capacity, List<ChannelCapacity> channelCapacity, Duration expiry, Duration groupExpiry) {

  /** Checks every value. */
  public LayerConfig {
    requirePositive("capacity", capacity);
    requirePositive("expiry", expiry);
    requirePositive("groupExpiry", groupExpiry);
    channelCapacity = List.copyOf(channelCapacity);
  }

  /** Returns 100 messages for a minute, and groups for a day. */
  public static LayerConfig defaults() {
    return new LayerConfig(100, List.of(), Duration.ofSeconds(60), Duration.ofSeconds(86_400));
  }

  /** Returns these settings with another capacity for channels without one of their own. */
  public LayerConfig withCapacity(int messages) {
    return new LayerConfig(messages, channelCapacity, expiry, groupExpiry);
  }

  /**
   * Returns these settings with a capacity for the channels whose name a pattern describes, behind
   * those given before.
   *
   * @param glob with {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]}, as in Python's {@code
   *     fnmatch}
   */
  public LayerConfig withChannelCapacity(String glob, int messages) {
    return withChannelCapacity(ChannelCapacity.glob(glob, messages));
  }

  /**
   * Returns these settings with a capacity for the channels whose name begins as a pattern says,
   * behind those given before.
   */
  public LayerConfig withChannelCapacity(Pattern regex, int messages) {
    return withChannelCapacity(new ChannelCapacity(regex, messages));
  }

  private LayerConfig withChannelCapacity(ChannelCapacity more) {
    var all = new ArrayList<>(channelCapacity);
    all.add(more);
    return new LayerConfig(capacity, all, expiry, groupExpiry);
  }

  /** Returns these settings with another time for messages. */
  public LayerConfig withExpiry(Duration time) {
    return new LayerConfig(capacity, channelCapacity, time, groupExpiry);
  }

  /** Returns these settings with another time for queues in groups. */
  public LayerConfig withGroupExpiry(Duration time) {
    return new LayerConfig(capacity, channelCapacity, expiry, time);
  }

  /** How many messages may wait for a channel. */
  public int capacityOf(String channel) {
    for (var special : channelCapacity) {
      if (special.matches(channel)) {
        return special.messages();
      }
    }
    return capacity;
  }

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %d (expected: at least 1)".formatted(name, value));
    }
  }

  static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "%s is %s (expected: more than nothing)".formatted(name, value));
    }
  }
}
