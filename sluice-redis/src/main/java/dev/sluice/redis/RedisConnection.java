package dev.sluice.redis;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, made when it is first needed, and again after it was lost. While it is
 * away every use is an error at once. Safe for use by many threads; each waits for its own answer.
 */
final class RedisConnection implements AutoCloseable {

  private final RedisHost host;
  private final Supplier<CompletableFuture<? extends StatefulRedisConnection<String, byte[]>>>
      connect;
  private CompletableFuture<? extends StatefulRedisConnection<String, byte[]>> attempt =
      CompletableFuture.failedFuture(new IllegalStateException("not yet tried"));

  RedisConnection(
      RedisHost host,
      Supplier<CompletableFuture<? extends StatefulRedisConnection<String, byte[]>>> connect) {
    this.host = host;
    this.connect = connect;
  }

  /**
   * Sends commands, and waits for the answer.
   *
   * @param operation what they do, as in "could not find a session"
   * @throws UnavailableException if Redis cannot be reached, is too slow, or refuses
   * @throws CancelledException if the thread is interrupted; the commands may have been done
   */
  <T> T ask(
      String operation, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands) {
    return ask(operation, Duration.ZERO, commands);
  }

  /** The same for commands that Redis may hold back for some time. */
  <T> T ask(
      String operation,
      Duration held,
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands) {
    try {
      return answer(operation, held, commands);
    } catch (InterruptedException e) {
      throw new CancelledException();
    }
  }

  /**
   * The same for commands whose answer must not get lost: an interruption does not end the wait,
   * and is there behind it.
   */
  <T> T askToTheEnd(
      String operation, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands) {
    try {
      return connected()
          .thenCompose(connection -> commands.apply(connection.async()))
          .orTimeout(host.timeout().toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw failure(operation, reason(e.getCause()), e);
    }
  }

  private String reason(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        ? "no answer within " + host.timeout()
        : String.valueOf(cause);
  }

  private <T> T answer(
      String operation,
      Duration held,
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands)
      throws InterruptedException {
    var millis = host.timeout().toMillis();
    try {
      var redis = connected().get(millis, TimeUnit.MILLISECONDS).async();
      var answer = commands.apply(redis).toCompletableFuture();
      return answer.get(millis + held.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(operation, reason(e.getCause()), e);
    } catch (TimeoutException | RedisException e) {
      throw failure(operation, reason(e), e);
    }
  }

  /** All who wait share one attempt. */
  private synchronized CompletableFuture<? extends StatefulRedisConnection<String, byte[]>>
      connected() {
    if (attempt.isCompletedExceptionally()) {
      attempt = connect.get();
    }
    return attempt;
  }

  private UnavailableException failure(String operation, String reason, Exception cause) {
    return new UnavailableException(
        "could not %s in %s: %s".formatted(operation, host, reason), cause);
  }

  /** Gives the connection up, if it was made; the next use makes another. */
  synchronized void drop() {
    var _ = attempt.thenCompose(StatefulRedisConnection::closeAsync);
    attempt = CompletableFuture.failedFuture(new IllegalStateException("given up"));
  }

  /** Ends it. */
  @Override
  public void close() {
    drop();
  }
}
