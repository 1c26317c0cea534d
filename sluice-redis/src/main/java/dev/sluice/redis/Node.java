package dev.sluice.redis;

import dev.sluice.Message;
import dev.sluice.layers.ChannelLayer.Subscriber;
import dev.sluice.layers.ChannelNames;
import dev.sluice.layers.Delivery;
import dev.sluice.layers.MessageTypes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What a layer is in this process, however it reaches others: its hosts, its connections' channels,
 * and its queues. Safe for use by many threads.
 */
final class Node implements AutoCloseable {

  private final RedisLayerConfig config;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String own;
  private final Keys keys;
  private final Ring ring;
  private final Losses losses;
  private final Wire wire;
  private final List<Shard> shards;
  private final Mail mail;
  private final QueueReaders queues;
  private final LocalChannels channels = new LocalChannels();

  Node(
      RedisLayerConfig config,
      MessageTypes types,
      InstantSource clock,
      RandomGenerator random,
      Stamps stamps) {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.own = "specific." + unique() + "!";
    this.keys = new Keys(config.prefix());
    this.ring = new Ring(config.hosts().size());
    this.losses = new Losses(clock);
    var encryption = new Encryption(config.encryptionKeys(), random);
    this.wire = new Wire(types, encryption, config.layer().expiry());
    this.shards =
        config.hosts().stream()
            .map(url -> new Shard(new RedisHost(url, config.timeout()), config.layer()))
            .toList();
    this.mail =
        new Mail(config.layer(), keys, ring, shards, wire, stamps, clock, new AtomicInteger());
    this.queues = new QueueReaders(shards);
  }

  String newChannel() {
    return own + unique();
  }

  private String unique() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What the names of this process's channels begin with. */
  String own() {
    return own;
  }

  boolean isOwn(String channel) {
    return channel.startsWith(own);
  }

  /** Adds the channel of a connection of this process. */
  void add(String channel, Subscriber subscriber) {
    if (!isOwn(channel)) {
      throw new IllegalArgumentException(
          "the channel %s is none of this layer (expected: one from newChannel)"
              .formatted(channel));
    }
    channels.add(channel, subscriber);
  }

  /** Sends to a connection of this process; one that has ended takes everything. */
  boolean deliver(String channel, Message message) {
    try (var delivery = delivery(message)) {
      return channels.find(channel).map(it -> it.deliver(delivery)).orElse(true);
    }
  }

  Delivery delivery(Message message) {
    return new Delivery(message, clock.instant().plus(config.layer().expiry()), clock);
  }

  /** Takes the next message out of a queue that has not expired. */
  Optional<Message> receive(String queue, Duration atMost) {
    ChannelNames.requireQueue(queue);
    var deadline = System.nanoTime() + atMost.toNanos();
    var left = atMost;
    while (true) {
      var taken = queues.take(keys.channel(queue), left);
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      if (clock.instant().isBefore(mail.expires(taken.get()))) {
        return Optional.of(mail.read(taken.get()).message());
      }
      left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
  }

  /** How many channels, groups and queues there are in this process. */
  int kept() {
    return channels.size() + channels.groups().size() + queues.size();
  }

  /** Deletes everything under the prefix, on every host. */
  void flush() {
    shards.forEach(shard -> shard.delete(keys.all()));
  }

  int capacity(String channel) {
    return config.layer().capacityOf(channel);
  }

  /** The time as a score. */
  double now() {
    return Stamps.score(clock.instant());
  }

  RedisLayerConfig config() {
    return config;
  }

  InstantSource clock() {
    return clock;
  }

  Keys keys() {
    return keys;
  }

  Ring ring() {
    return ring;
  }

  Wire wire() {
    return wire;
  }

  Mail mail() {
    return mail;
  }

  Losses losses() {
    return losses;
  }

  LocalChannels channels() {
    return channels;
  }

  Shard shard(int host) {
    return shards.get(host);
  }

  /** The host that has what is called so. */
  Shard shardOf(String name) {
    return shards.get(ring.indexOf(name));
  }

  /** Until when an end waits for what is on its way, on the nano clock. */
  long deadline() {
    return System.nanoTime() + config.timeout().toNanos();
  }

  @Override
  public void close() {
    queues.close(deadline());
    shards.forEach(Shard::close);
  }
}
