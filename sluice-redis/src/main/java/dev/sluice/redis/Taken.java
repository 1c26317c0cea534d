package dev.sluice.redis;

import dev.sluice.UnavailableException;
import io.lettuce.core.ScoredValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that was taken out of a queue, and goes back to where it was if nobody wants it. For
 * one thread at a time.
 */
final class Taken {

  private static final Logger LOG = LoggerFactory.getLogger(Taken.class);

  private final Shard shard;
  private final String key;
  private final ScoredValue<byte[]> message;
  private Optional<CompletableFuture<Long>> wayBack = Optional.empty();

  Taken(Shard shard, String key, ScoredValue<byte[]> message) {
    this.shard = shard;
    this.key = key;
    this.message = message;
  }

  ScoredValue<byte[]> message() {
    return message;
  }

  boolean isFrom(Shard host) {
    return shard.equals(host);
  }

  Shard shard() {
    return shard;
  }

  /** Whether it is in this process alone, so that somebody may have it. */
  boolean isHere() {
    return wayBack.isEmpty();
  }

  /**
   * Puts it back, or goes on with that. Of one whose connection breaks meanwhile nobody can tell
   * whether it is back; it is left alone, since it must not come twice.
   *
   * @throws UnavailableException if it is not back yet
   */
  void putBack() {
    var answer = wayBack.orElseGet(() -> shard.putBack(key, message));
    wayBack = Optional.of(answer);
    try {
      shard.await("put a message back", answer);
    } catch (UnavailableException e) {
      if (RedisConnection.isUnsent(answer)) {
        wayBack = Optional.empty();
      }
      if (!answer.isCompletedExceptionally() || isHere()) {
        throw e;
      }
      LOG.warn("a message that nobody waited for is perhaps lost: {}", e.getMessage());
    }
  }
}
