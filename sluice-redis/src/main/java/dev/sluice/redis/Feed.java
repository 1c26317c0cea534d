package dev.sluice.redis;

import dev.sluice.UnavailableException;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published at one host under some names, over a connection of its own that comes back by
 * itself, with all its subscriptions. Safe for use by many threads.
 */
final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final RedisHost host;
  private final RedisConnection connection;
  private final BiConsumer<String, byte[]> messages;
  private final Shard shard;
  private final Echoes echoes = new Echoes();
  private final Set<String> unwanted = new HashSet<>();

  /**
   * Makes one without subscriptions.
   *
   * @param shard publishes there
   * @param messages gets names and messages, on a thread that must not wait
   */
  Feed(RedisHost host, Shard shard, BiConsumer<String, byte[]> messages) {
    this.host = host;
    this.shard = shard;
    this.messages = messages;
    this.connection = host.subscriptions(new Listener(), new States());
  }

  /**
   * Publishes there.
   *
   * @param comesBack whether it is heard here too, where it is to be left out
   */
  void publish(String name, byte[] message, boolean comesBack) {
    if (comesBack) {
      echoes.expect(name, message);
    }
    try {
      shard.publish(name, message);
    } catch (UnavailableException e) {
      var _ = echoes.isOne(name, message);
      throw e;
    }
  }

  /** Returns when Redis has confirmed it. */
  synchronized void subscribe(String name) {
    ask("subscribe", redis -> redis.subscribe(name));
    unwanted.remove(name);
  }

  /** Subscribes to all names of a pattern. */
  synchronized void subscribeAll(String pattern) {
    ask("subscribe", redis -> redis.psubscribe(pattern));
  }

  /** While the host is away this is only remembered. */
  synchronized void unsubscribe(String name) {
    try {
      ask("unsubscribe", redis -> redis.unsubscribe(name));
      unwanted.remove(name);
    } catch (UnavailableException e) {
      unwanted.add(name);
    }
    echoes.forget(name);
  }

  private synchronized void unsubscribeUnwanted() {
    Set.copyOf(unwanted).forEach(this::unsubscribe);
  }

  private void ask(
      String operation,
      Function<RedisPubSubAsyncCommands<String, byte[]>, CompletionStage<Void>> command) {
    connection.ask(operation, redis -> command.apply(subscriber(redis)).thenApply(_ -> true));
  }

  private static RedisPubSubAsyncCommands<String, byte[]> subscriber(
      RedisAsyncCommands<String, byte[]> redis) {
    return (RedisPubSubAsyncCommands<String, byte[]>) redis;
  }

  @Override
  public void close() {
    connection.close();
  }

  private final class Listener extends RedisPubSubAdapter<String, byte[]> {

    @Override
    public void message(String name, byte[] message) {
      if (!echoes.isOne(name, message)) {
        messages.accept(name, message);
      }
    }

    @Override
    public void message(String pattern, String name, byte[] message) {
      messages.accept(name, message);
    }
  }

  private final class States implements RedisConnectionStateListener {

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
      LOG.warn("the channel layer hears {} again", host);
      Thread.startVirtualThread(Feed.this::unsubscribeUnwanted);
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
      LOG.warn("the channel layer has lost {}: what others send until it is back is lost", host);
      echoes.clear();
    }
  }
}
