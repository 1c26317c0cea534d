package dev.sluice.redis;

import dev.sluice.UnavailableException;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.net.SocketAddress;
import java.time.Duration;
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
   * Publishes there, and returns when it has come back, if it is heard here.
   *
   * @param arrival is run when it comes back, on a thread that must not wait
   * @throws UnavailableException if it cannot be published, or does not come back
   */
  void publish(String name, byte[] message, Runnable arrival) {
    echoes.heard(name).ifPresent(heard -> connection.askToTheEnd("publish", _ -> heard));
    var echo = echoes.expect(name, message, arrival);
    try {
      shard.publish(name, message);
      echo.ifPresent(it -> connection.await("publish", Duration.ZERO, it.end()));
    } finally {
      echo.ifPresent(echoes::forget);
    }
  }

  /** Returns when Redis has confirmed it. */
  synchronized void subscribe(String name) {
    echoes.want(name);
    try {
      ask("subscribe", redis -> redis.subscribe(name));
    } catch (UnavailableException e) {
      echoes.unwant(name);
      unwanted.add(name); // Redis may have done it
      throw e;
    }
    unwanted.remove(name);
  }

  /** Subscribes to all names of a pattern. */
  synchronized void subscribeAll(String pattern) {
    ask("subscribe", redis -> redis.psubscribe(pattern));
  }

  /** While the host is away this is only remembered. */
  synchronized void unsubscribe(String name) {
    echoes.unwant(name);
    try {
      ask("unsubscribe", redis -> redis.unsubscribe(name));
      unwanted.remove(name);
    } catch (UnavailableException e) {
      unwanted.add(name);
    }
  }

  private synchronized void unsubscribeUnwanted() {
    Set.copyOf(unwanted).forEach(this::unsubscribe);
  }

  /** An interruption does not end it: nobody would know then what is subscribed to. */
  private void ask(
      String operation,
      Function<RedisPubSubAsyncCommands<String, byte[]>, CompletionStage<Void>> command) {
    connection.askToTheEnd(
        operation, redis -> command.apply(subscriber(redis)).thenApply(_ -> true));
  }

  private static RedisPubSubAsyncCommands<String, byte[]> subscriber(
      RedisAsyncCommands<String, byte[]> redis) {
    return (RedisPubSubAsyncCommands<String, byte[]>) redis;
  }

  /** How much is on its way here. */
  int echoes() {
    return echoes.size();
  }

  @Override
  public void close() {
    connection.close();
  }

  private final class Listener extends RedisPubSubAdapter<String, byte[]> {

    @Override
    public void message(String name, byte[] message) {
      echoes
          .find(name, message)
          .ifPresentOrElse(Echoes.Echo::arrive, () -> messages.accept(name, message));
    }

    @Override
    public void subscribed(String name, long count) {
      echoes.hear(name);
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
      echoes.lose();
    }
  }
}
