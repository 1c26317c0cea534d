package dev.sluice.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One Redis, and the threads that serve all connections to it. Whatever was asked over a connection
 * that is lost fails, and is not asked again by itself: nothing happens twice.
 */
final class RedisHost implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration SHORTEST_DELAY = Duration.ofMillis(10);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  /**
   * So that a silent connection whose other end has vanished is noticed within some ten seconds.
   */
  private static final KeepAliveOptions ALIVE =
      KeepAliveOptions.builder()
          .enable()
          .idle(Duration.ofSeconds(5))
          .interval(Duration.ofSeconds(2))
          .count(3)
          .build();

  private final RedisURI address;
  private final Duration timeout;
  private final ClientResources resources;
  private final RedisClient client;

  /**
   * Makes one, without connecting.
   *
   * @param timeout how long to wait for a connection or an answer
   * @throws IllegalArgumentException if the URL is none
   */
  RedisHost(String url, Duration timeout) {
    this.address = address(url);
    this.timeout = timeout;
    this.resources =
        ClientResources.builder()
            .reconnectDelay(
                () -> Delay.exponential(SHORTEST_DELAY, LONGEST_DELAY, 2, TimeUnit.MILLISECONDS))
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .replayFilter(_ -> true)
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(ALIVE).build())
            .build());
  }

  /** The URL is a secret, and so is what Lettuce says about it. */
  private static RedisURI address(String url) {
    try {
      return RedisURI.create(url);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the Redis URL cannot be read (expected: redis://user:password@host:6379/0, or rediss://"
              + " for TLS)");
    }
  }

  /** Returns a connection that is made when it is first used. */
  RedisConnection connection() {
    return new RedisConnection(this, this::connect);
  }

  /** Returns a connection for subscriptions, which come back with it. */
  RedisConnection subscriptions(
      RedisPubSubListener<String, byte[]> listener, RedisConnectionStateListener states) {
    return new RedisConnection(
        this,
        () ->
            client
                .connectPubSubAsync(CODEC, address)
                .thenApply(
                    connection -> {
                      connection.addListener(listener);
                      connection.addListener(states);
                      return connection;
                    })
                .toCompletableFuture());
  }

  Duration timeout() {
    return timeout;
  }

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
    return client.connectAsync(CODEC, address).toCompletableFuture();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    client.shutdown(Duration.ZERO, LONGEST_DELAY);
    Future<?> ended = resources.shutdown(0, LONGEST_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ended.get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the threads of " + this + " do not end", e);
    }
  }

  /** Tells the place without name and password. */
  @Override
  public String toString() {
    return "Redis at %s:%d".formatted(address.getHost(), address.getPort());
  }
}
