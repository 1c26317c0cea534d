package dev.sluice.redis;

import dev.sluice.UnavailableException;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.UnblockType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of its own that waits for messages. For one thread, and others who wake it. */
final class Line implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private final RedisConnection connection;
  private final RedisConnection others;
  private volatile long id;
  private volatile boolean waiting;

  /**
   * Makes one.
   *
   * @param others a connection that does not wait, to wake this one
   */
  Line(RedisConnection connection, RedisConnection others) {
    this.connection = connection;
    this.others = others;
  }

  /** Takes the oldest message out of a key, waiting for it so long. */
  Optional<ScoredValue<byte[]>> pop(String key, Duration atMost) {
    waiting = true;
    try {
      return connection.ask(
          "receive",
          atMost,
          redis ->
              redis
                  .clientId()
                  .thenAccept(it -> id = it)
                  .thenCombine(
                      redis.bzpopmin((double) atMost.toMillis() / 1000, key),
                      (_, found) -> value(found)));
    } catch (UnavailableException e) {
      connection.drop(); // so that no late answer takes a message with it
      throw e;
    } finally {
      waiting = false;
    }
  }

  private static Optional<ScoredValue<byte[]>> value(
      @Nullable KeyValue<String, ScoredValue<byte[]>> found) {
    return found == null ? Optional.empty() : found.optional();
  }

  /** Ends a wait early, if there is one; it may have ended just so. */
  void wake() {
    if (!waiting) {
      return;
    }
    try {
      others.ask("wake a reader", redis -> redis.clientUnblock(id, UnblockType.TIMEOUT));
    } catch (UnavailableException e) {
      LOG.debug("a reader wakes by itself soon: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
