package dev.sluice.redis;

import dev.sluice.Message;
import dev.sluice.UnavailableException;
import dev.sluice.layers.ChannelFullException;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.ChannelNames;
import dev.sluice.layers.GroupDelivery;
import dev.sluice.layers.MessageTypes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel layer that processes share through one or several hosts with Redis (5 or later), those
 * of Python with {@code channels_redis} too: its {@code RedisChannelLayer}. Safe for use by many
 * threads.
 *
 * <p>A message to a connection of this very process goes straight into its inbox. While a host is
 * away, whatever needs it is an {@link UnavailableException}; it comes back by itself, and the
 * connections that live are in their groups again. The clocks of all processes should agree within
 * a few seconds.
 *
 * <p>A message that Redis has handed out is delivered, however late it comes, or put back to the
 * head of its queue. It is lost if the connection breaks, or the process dies, before it has come.
 */
public final class RedisChannelLayer implements ChannelLayer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisChannelLayer.class);

  private final Node node;
  private final LocalChannels channels;
  private final Arrivals arrivals;
  private final List<Renewal> renewals;
  private final List<ProcessReader> readers;
  private final AtomicBoolean reading = new AtomicBoolean();

  /**
   * Makes a layer that is to be closed behind the last of its connections. Nothing is connected
   * before it is needed.
   *
   * @param types the messages that may be sent, under the names that Python peers see
   * @throws IllegalArgumentException if a URL is none
   */
  public RedisChannelLayer(RedisLayerConfig config, MessageTypes types) {
    this(config, types, Clock.systemUTC(), new SecureRandom());
  }

  /**
   * The same with a clock, and a source of names and keys that nobody can foresee.
   *
   * @param random safe for use by many threads
   */
  public RedisChannelLayer(
      RedisLayerConfig config, MessageTypes types, InstantSource clock, RandomGenerator random) {
    this(new Node(config, types, clock, random, new Stamps(clock, random)));
  }

  RedisChannelLayer(Node node) {
    this.node = node;
    this.channels = node.channels();
    this.arrivals = new Arrivals(channels, node.mail(), node.losses(), node.clock());
    this.renewals = IntStream.range(0, node.ring().hosts()).mapToObj(this::renewal).toList();
    this.readers = IntStream.range(0, node.ring().hosts()).mapToObj(this::reader).toList();
  }

  private Renewal renewal(int host) {
    var groups = new LocalGroups(channels, node.keys(), node.ring(), host);
    return new Renewal(node.shard(host), groups, node.clock(), node.config().layer().groupExpiry());
  }

  /** Each host has one, since Python sends to a single channel at a host that it does not read. */
  private ProcessReader reader(int host) {
    var key = node.keys().channel(node.own());
    return new ProcessReader(node.shard(host), key, renewals.get(host), arrivals::take);
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
    node.add(channel, subscriber);
    if (reading.compareAndSet(false, true)) {
      readers.forEach(ProcessReader::start);
    }
    return () -> end(channel);
  }

  /** A host that is away forgets the membership when it expires; the name is used by nobody. */
  private void end(String channel) {
    for (var group : channels.remove(channel)) {
      try {
        node.shardOf(group).leave(node.keys().group(group), channel);
      } catch (UnavailableException e) {
        LOG.debug("a connection ends while its group's host is away: {}", e.getMessage());
      }
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
    var hadRoom =
        node.isOwn(channel) ? node.deliver(channel, message) : node.mail().send(channel, map);
    if (!hadRoom) {
      throw new ChannelFullException(channel, capacity(channel));
    }
  }

  @Override
  public void addToGroup(String group, String channel) {
    ChannelNames.requireGroup(group);
    ChannelNames.requireChannel(channel);
    var isOwn = node.isOwn(channel);
    if (isOwn && !channels.has(channel)) {
      return;
    }
    var shard = node.shardOf(group);
    shard.join(node.keys().group(group), List.of(channel), node.now());
    if (isOwn && !channels.enter(group, channel)) {
      shard.leave(node.keys().group(group), channel);
    }
  }

  @Override
  public void discardFromGroup(String group, String channel) {
    ChannelNames.requireGroup(group);
    ChannelNames.requireChannel(channel);
    channels.leave(group, channel);
    node.shardOf(group).leave(node.keys().group(group), channel);
  }

  @Override
  public GroupDelivery sendToGroup(String group, Message message) {
    return sendToGroup(group, message, null);
  }

  @Override
  public GroupDelivery sendToOthers(String group, Message message, String exceptChannel) {
    ChannelNames.requireChannel(exceptChannel);
    return sendToGroup(group, message, exceptChannel);
  }

  private GroupDelivery sendToGroup(String group, Message message, @Nullable String except) {
    ChannelNames.requireGroup(group);
    var map = node.wire().map(message);
    var elsewhere = new LinkedHashMap<String, List<String>>();
    var tally = new Tally(group, node.losses());
    try (var delivery = node.delivery(message)) {
      for (var channel : members(group)) {
        if (channel.equals(except)) {
          continue;
        }
        if (node.isOwn(channel)) {
          tally.add(channels.offer(channel, delivery));
        } else {
          elsewhere.computeIfAbsent(Keys.shared(channel), _ -> new ArrayList<>()).add(channel);
        }
      }
    }
    node.mail().send(map, elsewhere, tally);
    return tally.result();
  }

  private List<String> members(String group) {
    renewals.get(node.ring().indexOf(group)).ifDue();
    return node.shardOf(group).members(node.keys().group(group), node.now());
  }

  @Override
  public void flush() {
    channels.leaveAll();
    node.flush();
  }

  /**
   * How many messages have come to this process, or were sent by it to groups, that somebody should
   * have got and nobody will. The log tells why.
   */
  public long lost() {
    return node.losses().total();
  }

  /** What there is of it in this process. */
  Node node() {
    return node;
  }

  /**
   * Reads nothing more, and ends all connections to Redis. What Redis has handed out already is
   * delivered or put back before, if that takes no longer than the timeout.
   */
  @Override
  public void close() {
    readers.forEach(ProcessReader::end);
    var deadline = node.deadline();
    readers.forEach(reader -> reader.awaitEnd(deadline));
    node.close();
  }
}
