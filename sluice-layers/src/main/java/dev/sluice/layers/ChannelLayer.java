package dev.sluice.layers;

import dev.sluice.Message;
import dev.sluice.Middleware;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries messages between connections, workers and everything else, in this process or others.
 * Applications use it through {@link Channel}; whoever has no connection calls it directly.
 * Implementations are safe for use by many threads. Channels' channel layer specification.
 *
 * <p>A message is delivered once or not at all. From one sender to one channel messages come in
 * order. There are two kinds of channel: one with a {@code !} in its name, such as {@code
 * specific.<process>!<local>}, belongs to a connection; any other is a queue, which anybody may
 * read.
 *
 * <p>Every method may throw what its implementation throws when it cannot reach others. Names that
 * {@link ChannelNames} refuses are an {@link IllegalArgumentException} everywhere.
 */
public interface ChannelLayer {

  /** Returns the name of a connection's channel, unlike any other; nothing is kept. */
  String newChannel();

  /** How many messages may wait for a channel. */
  int capacity(String channel);

  /**
   * Delivers what comes for a connection's channel, until the subscription is closed. That also
   * takes the channel out of every group.
   *
   * @param channel from {@link #newChannel}, with no other subscription
   */
  Subscription subscribe(String channel, Subscriber subscriber);

  /**
   * Takes the next message out of a queue, waiting for it no longer than {@code atMost}. Of many
   * who wait, each message goes to exactly one.
   *
   * @return empty if there was none in that time
   * @throws MessageFormatException if the next message cannot be read; the one after it can
   * @throws dev.sluice.CancelledException if the thread is interrupted
   */
  Optional<Message> receive(String channel, Duration atMost);

  /**
   * Sends to one channel, without waiting for anybody to receive it. A connection's channel whose
   * connection has ended takes everything, and nobody gets it.
   *
   * @throws ChannelFullException if as many messages as may wait there already
   */
  void send(String channel, Message message);

  /**
   * Adds a channel to a group, or renews its membership. A connection is a member until it is
   * discarded or ends; a queue until it is discarded or the layer's group expiry has passed.
   */
  void addToGroup(String group, String channel);

  /** Takes a channel out of a group, if it is in it. */
  void discardFromGroup(String group, String channel);

  /** Sends to every channel of a group; those that are full are left out, and counted. */
  GroupDelivery sendToGroup(String group, Message message);

  /** Sends to every channel of a group but one. */
  GroupDelivery sendToOthers(String group, Message message, String exceptChannel);

  /** Drops every message that waits, and empties every group. */
  void flush();

  /**
   * Returns the middleware that gives each connection, request and job a {@link Channel}. It costs
   * nothing in the layer until the channel is used.
   */
  default Middleware middleware() {
    return new ChannelMiddleware(this);
  }

  /** One end of a connection's channel. */
  @FunctionalInterface
  interface Subscriber {

    /** Takes a message without waiting, or returns false if there is no room for it. */
    boolean deliver(Delivery delivery);
  }

  /** Ends what {@link #subscribe} began; a second time it does nothing. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
