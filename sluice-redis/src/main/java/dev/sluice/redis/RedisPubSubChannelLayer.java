package dev.sluice.redis;

import dev.sluice.Message;
import dev.sluice.layers.ChannelFullException;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.ChannelNames;
import dev.sluice.layers.GroupDelivery;
import dev.sluice.layers.MessageFormatException;
import dev.sluice.layers.MessageTypes;
import dev.sluice.redis.Losses.Kind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A channel layer that processes share through one or several hosts with Redis (5 or later), which
 * keep nothing of it but queues: {@code channels_redis}' {@code RedisPubSubChannelLayer}, whose
 * connections and groups it shares. Safe for use by many threads.
 *
 * <p>Who is in a group is known in the member's own process alone, so a sender learns of members
 * here only, and only a connection's own process can add it. They get a message when it comes back
 * from Redis, which the sender waits for: all members everywhere get a group's messages in the same
 * order. Queues are those of {@link RedisChannelLayer}, since what is published reaches every
 * reader or none. While a host is away, whatever needs it is an {@link
 * dev.sluice.UnavailableException}; it comes back by itself, with all subscriptions, and what
 * others have sent meanwhile is lost.
 */
public final class RedisPubSubChannelLayer implements ChannelLayer, AutoCloseable {

  private final Node node;
  private final LocalChannels channels;
  private final String groupPrefix;
  private final String pythonPrefix;
  private final List<Feed> feeds;
  private final GroupFeeds groups;
  private boolean hearing;

  /**
   * Makes a layer that is to be closed behind the last of its connections. Nothing is connected
   * before it is needed.
   *
   * @param types the messages that may be sent, under the names that Python peers see
   * @throws IllegalArgumentException if a URL is none
   */
  public RedisPubSubChannelLayer(RedisLayerConfig config, MessageTypes types) {
    this(config, types, Clock.systemUTC(), new SecureRandom());
  }

  /**
   * The same with a clock, and a source of names and keys that nobody can foresee.
   *
   * @param random safe for use by many threads
   */
  public RedisPubSubChannelLayer(
      RedisLayerConfig config, MessageTypes types, InstantSource clock, RandomGenerator random) {
    this.node = new Node(config, types, clock, random, new Stamps(clock, random));
    this.channels = node.channels();
    this.groupPrefix = config.prefix() + "__group__";
    this.pythonPrefix = config.prefix() + "specific.";
    this.feeds =
        IntStream.range(0, node.ring().hosts())
            .mapToObj(host -> node.shard(host).feed(this::incoming))
            .toList();
    this.groups = new GroupFeeds(channels, node.ring(), groupPrefix, feeds);
  }

  @Override
  public String newChannel() {
    return node.newChannel();
  }

  @Override
  public int capacity(String channel) {
    return node.capacity(channel);
  }

  @Override
  public Subscription subscribe(String channel, Subscriber subscriber) {
    hear();
    node.add(channel, subscriber);
    return () -> channels.remove(channel).forEach(groups::check);
  }

  /** One subscription at each host is for all connections of this process. */
  private synchronized void hear() {
    if (!hearing) {
      feeds.forEach(feed -> feed.subscribeAll(node.own() + "*"));
      hearing = true;
    }
  }

  @Override
  public Optional<Message> receive(String channel, Duration atMost) {
    return node.receive(channel, atMost);
  }

  @Override
  public void send(String channel, Message message) {
    ChannelNames.requireChannel(channel);
    var map = node.wire().map(message);
    if (!hasRoom(channel, message, map)) {
      throw new ChannelFullException(channel, capacity(channel));
    }
  }

  private boolean hasRoom(String channel, Message message, Map<String, @Nullable Object> map) {
    if (node.isOwn(channel)) {
      return node.deliver(channel, message);
    }
    if (isQueue(channel)) {
      return node.mail().send(channel, map);
    }
    var bytes = node.wire().write(map, node.clock().instant());
    node.shardOf(channel).publish(channel, bytes);
    return true;
  }

  /** Python's connections have names without an exclamation mark. */
  private boolean isQueue(String channel) {
    return !ChannelNames.isLocal(channel) && !channel.startsWith(pythonPrefix);
  }

  /**
   * Adds a connection of this process to a group, or a queue.
   *
   * @throws IllegalArgumentException if the channel belongs to another process
   */
  @Override
  public void addToGroup(String group, String channel) {
    requireOurs(group, channel);
    if (isQueue(channel)) {
      node.shardOf(group).join(node.keys().group(group), List.of(channel), node.now());
    } else if (channels.has(channel)) {
      groups.join(group, channel);
    }
  }

  /**
   * Takes a connection of this process out of a group, or a queue.
   *
   * @throws IllegalArgumentException if the channel belongs to another process
   */
  @Override
  public void discardFromGroup(String group, String channel) {
    requireOurs(group, channel);
    if (isQueue(channel)) {
      node.shardOf(group).leave(node.keys().group(group), channel);
    } else {
      groups.leave(group, channel);
    }
  }

  private void requireOurs(String group, String channel) {
    ChannelNames.requireGroup(group);
    ChannelNames.requireChannel(channel);
    if (!isQueue(channel) && !node.isOwn(channel)) {
      throw new IllegalArgumentException(
          "the channel %s belongs to another process, which alone can change its groups (expected: one of this process, or a queue)"
              .formatted(channel));
    }
  }

  @Override
  public GroupDelivery sendToGroup(String group, Message message) {
    return sendToGroup(group, message, null);
  }

  /** Leaves out a connection of this process or a queue; others cannot be told of it. */
  @Override
  public GroupDelivery sendToOthers(String group, Message message, String exceptChannel) {
    ChannelNames.requireChannel(exceptChannel);
    return sendToGroup(group, message, exceptChannel);
  }

  private GroupDelivery sendToGroup(String group, Message message, @Nullable String except) {
    ChannelNames.requireGroup(group);
    var map = node.wire().map(message);
    var bytes = node.wire().write(map, node.clock().instant());
    var tally = new Tally(group, node.losses());
    groups.publish(group, bytes, () -> deliverHere(group, message, except, tally));
    node.mail().send(map, queues(group, except), tally);
    return tally.result();
  }

  private void deliverHere(String group, Message message, @Nullable String except, Tally tally) {
    try (var delivery = node.delivery(message)) {
      channels.members(group).stream()
          .filter(channel -> !channel.equals(except))
          .forEach(channel -> tally.add(channels.offer(channel, delivery)));
    }
  }

  private Map<String, List<String>> queues(String group, @Nullable String except) {
    return node.shardOf(group).members(node.keys().group(group), node.now()).stream()
        .filter(queue -> !queue.equals(except))
        .collect(Collectors.toMap(Function.identity(), List::of));
  }

  @Override
  public void flush() {
    channels.groups().forEach(groups::empty);
    node.flush();
  }

  /**
   * How many messages have come to this process, or were sent by it to groups, that somebody should
   * have got and nobody will; without those that were published while a host was away. The log
   * tells why.
   */
  public long lost() {
    return node.losses().total();
  }

  /** What there is of it in this process. */
  Node node() {
    return node;
  }

  /** How much there is of it besides: groups that are heard, and messages on their way. */
  int kept() {
    return groups.size() + feeds.stream().mapToInt(Feed::echoes).sum();
  }

  /** Hears nothing more, and ends all connections to Redis. */
  @Override
  public void close() {
    feeds.forEach(Feed::close);
    node.close();
  }

  /** Delivers what was published; on a thread of the connection, which it never fails. */
  private void incoming(String name, byte[] bytes) {
    try (var delivery = node.delivery(node.wire().readPublished(bytes).message())) {
      if (name.startsWith(groupPrefix)) {
        channels
            .members(name.substring(groupPrefix.length()))
            .forEach(channel -> channels.deliver(channel, delivery, node.losses()));
      } else {
        channels.deliver(name, delivery, node.losses());
      }
    } catch (MessageFormatException e) {
      node.losses().add(Kind.UNREADABLE, 1, String.valueOf(e.getMessage()));
    }
  }
}
