package dev.sluice.layers;

import dev.sluice.Attribute;
import dev.sluice.ChannelScope;
import dev.sluice.Message;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.WebSocketScope;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One connection's end of a channel layer: what others send to it arrives among its client's
 * events, as a {@link dev.sluice.ChannelEvent}. For use by its connection's thread only.
 *
 * <p>A WebSocket's groups are joined when its handshake is accepted, just before the client hears
 * of that; a handshake that is refused joins none. At the end of the connection, whatever ended it,
 * its groups are left and its name reaches nobody.
 *
 * <p>A worker's job can send to others, but has no name and joins no group: many jobs read one
 * queue, and what is meant for one of them would have to reach just that one. Who is to answer a
 * job sends to a queue.
 */
public final class Channel implements AutoCloseable {

  static final Attribute<Channel> KEY =
      Attribute.of("channel", Channel.class, "ChannelLayer.middleware()");

  private final ChannelLayer layer;
  private final ChannelInbox inbox;
  private final Set<String> wanted = new LinkedHashSet<>(2);
  private Optional<Line> line = Optional.empty();
  private final Scope scope;
  private boolean connecting;
  private boolean ended;

  Channel(ChannelLayer layer, ChannelInbox inbox, Scope scope) {
    this.layer = layer;
    this.inbox = inbox;
    this.scope = scope;
    this.connecting = scope instanceof WebSocketScope;
  }

  /**
   * Returns the channel of a connection, request or job.
   *
   * @throws dev.sluice.MissingAttributeException if it has none; a layer's middleware belongs
   *     around its application
   */
  public static Channel of(Scope scope) {
    return scope.get(KEY);
  }

  /**
   * Returns a middleware for a part of a connection that has an inbox of its own, such as one of
   * several streams: the part gets a channel of its own, on the layer of the whole. Where there is
   * no layer it does nothing.
   */
  public static Middleware ofPart() {
    return inner ->
        (scope, inbox, outbox) -> {
          var whole = scope.find(KEY);
          if (whole.isPresent()) {
            var line = new ChannelInbox(inbox, false);
            ChannelMiddleware.serve(whole.get().layer, inner, scope, line, outbox);
          } else {
            inner.serve(scope, inbox, outbox);
          }
        };
  }

  /**
   * The name by which others reach this connection. The connection has it from the first call.
   *
   * @throws IllegalStateException if the connection has ended, or this is a worker's job
   */
  public String name() {
    return line().name();
  }

  /**
   * Receives, until it leaves, what is sent to a group. Before an accept this is only remembered.
   *
   * @throws IllegalArgumentException if no group can have that name, see {@link ChannelNames}
   * @throws IllegalStateException if the connection has ended, or this is a worker's job
   */
  public void join(String group) {
    ChannelNames.requireGroup(group);
    requireConnection();
    if (connecting) {
      wanted.add(group);
    } else {
      layer.addToGroup(group, name());
    }
  }

  /** Receives no more what is sent to a group. */
  public void leave(String group) {
    ChannelNames.requireGroup(group);
    wanted.remove(group);
    line.ifPresent(it -> layer.discardFromGroup(group, it.name()));
  }

  /**
   * Sends to one channel: another connection's name, or a queue that workers read.
   *
   * @throws ChannelFullException if as many messages as may wait there already
   */
  public void send(String channel, Message message) {
    layer.send(channel, message);
  }

  /** Sends to every channel of a group, this one too if it is in it. */
  public GroupDelivery sendToGroup(String group, Message message) {
    return layer.sendToGroup(group, message);
  }

  /** Sends to every channel of a group but this one. */
  public GroupDelivery sendToOthers(String group, Message message) {
    return line.isEmpty()
        ? layer.sendToGroup(group, message)
        : layer.sendToOthers(group, message, name());
  }

  boolean isOf(ChannelLayer other) {
    return layer.equals(other);
  }

  /** Joins the groups that were wanted, and leaves them again if the accept fails. */
  void whileAccepting(Runnable accept) {
    var groups = Set.copyOf(wanted);
    connecting = false;
    groups.forEach(this::join);
    try {
      accept.run();
    } catch (RuntimeException e) {
      groups.forEach(this::leave);
      wanted.addAll(groups);
      connecting = true;
      throw e;
    }
    wanted.clear();
  }

  /** Leaves every group, and receives nothing more. The middleware calls it. */
  @Override
  public void close() {
    ended = true;
    line.ifPresent(it -> it.subscription().close());
    line = Optional.empty();
  }

  private Line line() {
    if (line.isEmpty()) {
      requireConnection();
      var name = layer.newChannel();
      var capacity = layer.capacity(name);
      var subscription = layer.subscribe(name, delivery -> inbox.deliver(delivery, capacity));
      line = Optional.of(new Line(name, subscription));
    }
    return line.get();
  }

  private void requireConnection() {
    if (ended) {
      throw new IllegalStateException(
          "the connection has ended (expected: one that goes on; others send through the layer)");
    }
    if (scope instanceof ChannelScope job) {
      throw new IllegalStateException(
          "a job of the channel %s has no channel of its own (expected: a connection; let others send to a queue, and a job read that)"
              .formatted(job.channel()));
    }
  }

  private record Line(String name, ChannelLayer.Subscription subscription) {}
}
