package dev.sluice.redis;

import dev.sluice.UnavailableException;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.UnblockType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of its own that waits for messages. For one thread, and others who wake it.
 *
 * <p>An answer that is late is waited for by the next who asks, so that what it brings is not lost.
 * The connection is given up only if Redis has been answering others, and not it, for so long that
 * the answer never comes; what it would have brought is lost.
 */
final class Line implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final double MILLIS = 1000;
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

  private final RedisConnection connection;
  private final RedisConnection others;
  private final Duration patience;
  private Optional<CompletableFuture<List<ScoredValue<byte[]>>>> owed = Optional.empty();
  private long silentSince;
  private volatile long id;
  private volatile boolean waiting;
  private volatile boolean ended;

  /**
   * Makes one.
   *
   * @param others a connection that does not wait, to wake this one
   * @param patience how long Redis may answer others, and not this
   */
  Line(RedisConnection connection, RedisConnection others, Duration patience) {
    this.connection = connection;
    this.others = others;
    this.patience = patience;
  }

  /**
   * Takes the oldest message out of a key, waiting for it so long, or what came late.
   *
   * @throws UnavailableException if the answer is late, or Redis away
   */
  List<ScoredValue<byte[]>> pop(String key, Duration atMost) {
    waiting = true;
    try {
      return ended ? last() : take(atMost, redis -> popped(redis, key, atMost));
    } finally {
      waiting = false;
    }
  }

  /** Who this is comes first, since nobody can be woken without. */
  private CompletionStage<List<ScoredValue<byte[]>>> popped(
      RedisAsyncCommands<String, byte[]> redis, String key, Duration atMost) {
    return redis
        .clientId()
        .thenCompose(
            it -> {
              id = it;
              return redis.bzpopmin(atMost.toMillis() / MILLIS, key);
            })
        .thenApply(Line::values);
  }

  private static List<ScoredValue<byte[]>> values(
      @Nullable KeyValue<String, ScoredValue<byte[]>> found) {
    return found == null ? List.of() : found.stream().toList();
  }

  /** Takes the oldest messages out of a key, if there are some, or what came late. */
  List<ScoredValue<byte[]>> rest(String key, int most) {
    return take(Duration.ZERO, redis -> redis.zpopmin(key, most));
  }

  /** Returns what came late, and asks for nothing. */
  List<ScoredValue<byte[]>> last() {
    return owed.map(this::late).orElse(List.of());
  }

  /** Whether there is an answer to come. */
  boolean isOwed() {
    return owed.isPresent();
  }

  private List<ScoredValue<byte[]>> take(
      Duration held,
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<List<ScoredValue<byte[]>>>>
          command) {
    if (isOwed()) {
      return last();
    }
    silentSince = System.nanoTime();
    return answer(held, connection.send(command));
  }

  private List<ScoredValue<byte[]>> answer(
      Duration held, CompletableFuture<List<ScoredValue<byte[]>>> answer) {
    owed = Optional.of(answer);
    try {
      var messages = connection.await("receive", held, answer);
      owed = Optional.empty();
      return messages;
    } catch (UnavailableException e) {
      if (answer.isCompletedExceptionally()) {
        owed = Optional.empty();
      }
      throw e;
    }
  }

  private List<ScoredValue<byte[]>> late(CompletableFuture<List<ScoredValue<byte[]>>> answer) {
    var isHopeless = !answer.isDone() && isHopeless();
    try {
      return answer(Duration.ZERO, answer);
    } catch (UnavailableException e) {
      if (isHopeless) {
        connection.drop();
        owed = Optional.empty();
      }
      throw e;
    }
  }

  /** Whether this is the last time to wait. While Redis answers nobody it is not. */
  private boolean isHopeless() {
    if (!isAnswered("ask for messages", RedisAsyncCommands::ping)) {
      silentSince = System.nanoTime();
    }
    return System.nanoTime() - silentSince > patience.toNanos();
  }

  /** Ends a wait early, if there is one; it may have ended just so. */
  void wake() {
    if (waiting) {
      var _ = isAnswered("wake a reader", redis -> redis.clientUnblock(id, UnblockType.TIMEOUT));
    }
  }

  /** Lets the thread that waits here end, and waits for it until a time of the nano clock. */
  void end(Thread reader, long deadline) {
    ended = true;
    try {
      while (reader.isAlive() && System.nanoTime() < deadline) {
        wake();
        var _ = reader.join(BETWEEN_CALLS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnswered(
      String operation, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<?>> command) {
    try {
      return others.askToTheEnd(operation, redis -> command.apply(redis).thenApply(_ -> true));
    } catch (UnavailableException e) {
      LOG.debug("a reader goes on by itself: {}", e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
