package dev.sluice.redis;

import dev.sluice.Bytes;
import dev.sluice.UnavailableException;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionCacheException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redis (6 or later) as the cache of a site's sessions, over one connection. Safe for use by many
 * threads; each waits for its own answer. The connection is made when it is first needed and comes
 * back by itself; while it is away, every use is an error at once.
 */
public final class RedisSessionCache implements SessionCache, AutoCloseable {

  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final long WITHOUT_END = -1;
  private static final int MOST_AT_ONCE = 2000;

  private final RedisHost host;
  private final RedisConnection connection;

  private RedisSessionCache(RedisHost host) {
    this.host = host;
    this.connection = host.connection();
  }

  /**
   * Returns a cache that is to be closed.
   *
   * @param url where Redis is, as Django's {@code LOCATION} says it: {@code
   *     redis://user:password@host:6379/0}, or {@code rediss://} for TLS
   * @param timeout how long to wait for a connection or an answer
   * @throws IllegalArgumentException if the URL is none
   */
  public static RedisSessionCache at(String url, Duration timeout) {
    return new RedisSessionCache(new RedisHost(url, timeout));
  }

  @Override
  public Optional<Entry> find(String key) {
    return run(
        "find a session",
        redis -> redis.get(key).thenCombine(redis.pttl(key), RedisSessionCache::entry));
  }

  /** Asks for two thousand at a time. */
  @Override
  public Map<String, Bytes> valuesOf(Collection<String> keys) {
    var left = List.copyOf(keys);
    var found = new HashMap<String, Bytes>();
    while (!left.isEmpty()) {
      var some = left.subList(0, Math.min(MOST_AT_ONCE, left.size()));
      run("find sessions", redis -> redis.mget(some.toArray(String[]::new)))
          .forEach(it -> it.ifHasValue(value -> found.put(it.getKey(), Bytes.copyOf(value))));
      left = left.subList(some.size(), left.size());
    }
    return found;
  }

  private static Optional<Entry> entry(byte @Nullable [] value, long millis) {
    if (value == null || millis < WITHOUT_END) {
      return Optional.empty();
    }
    var remaining = millis == WITHOUT_END ? FOREVER : Duration.ofMillis(millis);
    return Optional.of(new Entry(Bytes.copyOf(value), remaining));
  }

  @Override
  public void set(String key, Bytes value, Duration time) {
    if (!time.isPositive()) {
      delete(key);
      return;
    }
    put("save a session", key, value, lasting(time));
  }

  @Override
  public boolean add(String key, Bytes value, Duration time) {
    return time.isPositive()
        ? put("add a session", key, value, lasting(time).nx())
        : find(key).isEmpty();
  }

  @Override
  public boolean replace(String key, Bytes value, Duration time) {
    return time.isPositive()
        ? put("save a session", key, value, lasting(time).xx())
        : deleted(key) > 0;
  }

  @Override
  public void delete(String key) {
    deleted(key);
  }

  @Override
  public void deleteAll(String beginning) {
    attempt(
        () -> {
          new Beginning(beginning).deleteAll("delete sessions", connection);
          return true;
        });
  }

  /** Ends the connection. */
  @Override
  public void close() {
    host.close();
  }

  private long deleted(String key) {
    return run("delete a session", redis -> redis.del(key));
  }

  private boolean put(String operation, String key, Bytes value, SetArgs how) {
    return run(
        operation, redis -> redis.set(key, value.toArray(), how).thenApply(it -> it != null));
  }

  private static SetArgs lasting(Duration time) {
    return SetArgs.Builder.px(Math.max(1, time.toMillis()));
  }

  private <T> T run(
      String operation, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    return attempt(() -> connection.ask(operation, command));
  }

  private static <T> T attempt(Supplier<T> work) {
    try {
      return work.get();
    } catch (UnavailableException e) {
      throw new SessionCacheException(String.valueOf(e.getMessage()), e);
    }
  }
}
