package dev.sluice.redis;

import dev.sluice.layers.ChannelLayer.Subscriber;
import dev.sluice.layers.Delivery;
import dev.sluice.redis.Losses.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of this process's connections, and the groups they are in. What has ended leaves
 * nothing behind. Safe for use by many threads.
 */
final class LocalChannels {

  private static final Logger LOG = LoggerFactory.getLogger(LocalChannels.class);

  private final Map<String, Connected> channels = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

  void add(String channel, Subscriber subscriber) {
    if (channels.putIfAbsent(channel, new Connected(subscriber, Set.of())) != null) {
      throw new IllegalStateException(
          "the channel %s has a subscriber (expected: a new channel)".formatted(channel));
    }
  }

  /** Returns the groups that it was in. */
  Set<String> remove(String channel) {
    var groups = new HashSet<String>();
    channels.computeIfPresent(
        channel,
        (_, before) -> {
          before.groups.forEach(group -> discard(group, channel));
          groups.addAll(before.groups);
          return null;
        });
    return groups;
  }

  Optional<Subscriber> find(String channel) {
    return Optional.ofNullable(channels.get(channel)).map(Connected::subscriber);
  }

  /** Delivers to one that may be here, and counts what it does not take. */
  void deliver(String channel, Delivery delivery, Losses losses) {
    switch (offer(channel, delivery)) {
      case FULL -> losses.add(Kind.FULL, 1, "for a connection that is too slow");
      case FAILED -> losses.add(Kind.FAILED, 1, "for " + channel);
      case TAKEN, GONE -> {}
    }
  }

  /** Delivers to one that may be here; one that fails hinders no other. */
  Outcome offer(String channel, Delivery delivery) {
    try {
      var taken = find(channel).map(subscriber -> subscriber.deliver(delivery));
      return taken.map(it -> it ? Outcome.TAKEN : Outcome.FULL).orElse(Outcome.GONE);
    } catch (RuntimeException e) {
      LOG.error("a message could not be delivered to {}", channel, e);
      return Outcome.FAILED;
    }
  }

  boolean has(String channel) {
    return channels.containsKey(channel);
  }

  /** Puts a channel into a group, or returns false if the channel has ended. */
  boolean enter(String group, String channel) {
    var connected =
        channels.computeIfPresent(
            channel,
            (_, before) -> {
              members.compute(group, (_, all) -> with(all, channel));
              return before.in(group);
            });
    return connected != null;
  }

  void leave(String group, String channel) {
    channels.computeIfPresent(
        channel,
        (_, before) -> {
          discard(group, channel);
          return before.notIn(group);
        });
  }

  void leaveAll() {
    for (var channel : channels.keySet()) {
      channels.computeIfPresent(
          channel,
          (_, before) -> {
            before.groups.forEach(group -> discard(group, channel));
            return new Connected(before.subscriber, Set.of());
          });
    }
  }

  /** The groups that have members here. */
  Set<String> groups() {
    return Set.copyOf(members.keySet());
  }

  /** The channels of a group, as they are now. */
  Set<String> members(String group) {
    return members.getOrDefault(group, Set.of());
  }

  int size() {
    return channels.size();
  }

  private void discard(String group, String channel) {
    members.computeIfPresent(
        group,
        (_, all) -> {
          all.remove(channel);
          return all.isEmpty() ? null : all;
        });
  }

  private static Set<String> with(@Nullable Set<String> all, String channel) {
    var more = all == null ? ConcurrentHashMap.<String>newKeySet(4) : all;
    more.add(channel);
    return more;
  }

  /** What became of a message to one connection. */
  enum Outcome {
    TAKEN,
    FULL,
    FAILED,
    GONE
  }

  private record Connected(Subscriber subscriber, Set<String> groups) {

    Connected in(String group) {
      var more = new HashSet<>(groups);
      return more.add(group) ? new Connected(subscriber, Set.copyOf(more)) : this;
    }

    Connected notIn(String group) {
      var fewer = new HashSet<>(groups);
      return fewer.remove(group) ? new Connected(subscriber, Set.copyOf(fewer)) : this;
    }
  }
}
