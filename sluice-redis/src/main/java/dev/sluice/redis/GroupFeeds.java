package dev.sluice.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hears the groups that have members in this process, and no others: the first who joins subscribes
 * for all, the last who leaves ends it. Safe for use by many threads.
 */
final class GroupFeeds {

  private final LocalChannels channels;
  private final Ring ring;
  private final String prefix;
  private final List<Feed> feeds;
  private final Map<String, Boolean> heard = new ConcurrentHashMap<>();

  /**
   * Makes one that hears nothing.
   *
   * @param prefix what stands before a group's name where it is published
   * @param feeds one for each host of the ring
   */
  GroupFeeds(LocalChannels channels, Ring ring, String prefix, List<Feed> feeds) {
    this.channels = channels;
    this.ring = ring;
    this.prefix = prefix;
    this.feeds = feeds;
  }

  void join(String group, String channel) {
    heard.compute(
        group,
        (_, before) -> {
          if (before == null) {
            feedOf(group).subscribe(prefix + group);
          }
          channels.enter(group, channel);
          return stillHeard(group);
        });
  }

  void leave(String group, String channel) {
    heard.computeIfPresent(
        group,
        (_, _) -> {
          channels.leave(group, channel);
          return stillHeard(group);
        });
  }

  /** Takes everybody out of a group. */
  void empty(String group) {
    channels.members(group).forEach(channel -> leave(group, channel));
  }

  /** Looks whether anybody is left. */
  void check(String group) {
    heard.computeIfPresent(group, (_, _) -> stillHeard(group));
  }

  /**
   * Sends to the members everywhere.
   *
   * @param arrival delivers it to those here, when it comes back; not at all if there are none
   * @throws dev.sluice.UnavailableException if it does not; who has got it is unknown then
   */
  void publish(String group, byte[] message, Runnable arrival) {
    feedOf(group).publish(prefix + group, message, arrival);
  }

  /** How many groups are heard. */
  int size() {
    return heard.size();
  }

  private @Nullable Boolean stillHeard(String group) {
    if (!channels.members(group).isEmpty()) {
      return true;
    }
    feedOf(group).unsubscribe(prefix + group);
    return null;
  }

  private Feed feedOf(String group) {
    return feeds.get(ring.indexOf(prefix + group));
  }
}
