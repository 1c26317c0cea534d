package dev.sluice.layers;

import dev.sluice.Message;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel layer within one process. Messages are passed as the objects they are, so they should
 * be immutable, as records are. Safe for use by many threads. Channels' {@code
 * InMemoryChannelLayer}.
 */
public final class InMemoryChannelLayer implements ChannelLayer {

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryChannelLayer.class);

  private final LayerConfig config;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Epoch epoch;
  private final String prefix;
  private final Map<String, Connected> connections = new ConcurrentHashMap<>();
  private final Queues queues;
  private final Groups groups = new Groups();
  private final Sweep sweep;

  /** Makes an empty layer with the usual settings. */
  public InMemoryChannelLayer() {
    this(LayerConfig.defaults(), Clock.systemUTC(), new SecureRandom());
  }

  /**
   * Makes an empty layer.
   *
   * @param clock what time it is
   * @param random where names come from; safe for use by many threads
   */
  public InMemoryChannelLayer(LayerConfig config, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.clock = clock;
    this.epoch = new Epoch(clock);
    this.random = random;
    this.prefix = "specific." + unique() + "!";
    this.queues = new Queues();
    this.sweep = new Sweep(config.expiry(), clock.instant());
  }

  @Override
  public String newChannel() {
    return prefix + unique();
  }

  @Override
  public int capacity(String channel) {
    return config.capacityOf(channel);
  }

  @Override
  public Subscription subscribe(String channel, Subscriber subscriber) {
    if (!channel.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "the channel %s is none of this layer (expected: one from newChannel)"
              .formatted(channel));
    }
    if (connections.putIfAbsent(channel, new Connected(subscriber)) != null) {
      throw new IllegalStateException(
          "the channel %s has a subscriber (expected: a new channel)".formatted(channel));
    }
    return () -> end(channel);
  }

  private void end(String channel) {
    connections.computeIfPresent(
        channel,
        (_, connected) -> {
          connected.groups().forEach(group -> groups.discard(group, channel));
          return null;
        });
  }

  @Override
  public Optional<Message> receive(String channel, Duration atMost) {
    ChannelNames.requireQueue(channel);
    return queues.take(channel, atMost);
  }

  @Override
  public void send(String channel, Message message) {
    ChannelNames.requireChannel(channel);
    sweepIfDue();
    try (var delivery = delivery(message)) {
      if (!deliver(channel, delivery)) {
        throw new ChannelFullException(channel, capacity(channel));
      }
    }
  }

  @Override
  public void addToGroup(String group, String channel) {
    ChannelNames.requireGroup(group);
    ChannelNames.requireChannel(channel);
    sweepIfDue();
    if (!ChannelNames.isLocal(channel)) {
      groups.add(group, channel, clock.instant().plus(config.groupExpiry()));
      return;
    }
    connections.computeIfPresent(
        channel,
        (_, connected) -> {
          groups.add(group, channel, Groups.FOR_GOOD);
          return connected.in(group);
        });
  }

  @Override
  public void discardFromGroup(String group, String channel) {
    ChannelNames.requireGroup(group);
    ChannelNames.requireChannel(channel);
    if (!ChannelNames.isLocal(channel)) {
      groups.discard(group, channel);
      return;
    }
    connections.computeIfPresent(
        channel,
        (_, connected) -> {
          groups.discard(group, channel);
          return connected.notIn(group);
        });
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
    sweepIfDue();
    var delivered = 0;
    var dropped = 0;
    try (var delivery = delivery(message)) {
      for (var channel : groups.members(group, clock.instant())) {
        if (channel.equals(except)) {
          continue;
        }
        if (deliver(channel, delivery)) {
          delivered++;
        } else {
          dropped++;
        }
      }
    }
    if (dropped > 0) {
      LOG.info("group {}: {} channels were full and get nothing, {} do", group, dropped, delivered);
    }
    return new GroupDelivery(delivered, dropped);
  }

  @Override
  public void flush() {
    var ended = epoch;
    epoch = new Epoch(clock);
    ended.end();
    queues.clear();
    for (var channel : connections.keySet()) {
      connections.computeIfPresent(channel, (_, connected) -> connected.inNone());
    }
    groups.clear();
  }

  private boolean deliver(String channel, Delivery delivery) {
    var connected = connections.get(channel);
    if (connected != null) {
      return connected.subscriber().deliver(delivery);
    }
    return ChannelNames.isLocal(channel)
        || queues.add(channel, delivery.parcel(), capacity(channel));
  }

  private Delivery delivery(Message message) {
    return new Delivery(message, clock.instant().plus(config.expiry()), epoch);
  }

  private void sweepIfDue() {
    var now = clock.instant();
    if (sweep.isDue(now)) {
      queues.sweep();
      groups.sweep(now);
    }
  }

  private String unique() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** How many connections have a channel that was used. */
  int connections() {
    return connections.size();
  }

  /** How many queues have messages or readers. */
  int queues() {
    return queues.size();
  }

  /** How many groups have members. */
  int groups() {
    return groups.size();
  }
}
