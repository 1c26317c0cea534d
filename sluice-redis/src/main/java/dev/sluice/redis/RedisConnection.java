package dev.sluice.redis;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import io.lettuce.core.RedisConnectionException;
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
    try {
      return send(commands).get(host.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new CancelledException();
    } catch (ExecutionException e) {
      throw failure(operation, reason(e.getCause()), e);
    } catch (TimeoutException e) {
      throw failure(operation, reason(e), e);
    }
  }

  /** The same, but an interruption does not end the wait, and is there behind it. */
  <T> T askToTheEnd(
      String operation, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands) {
    return await(operation, Duration.ZERO, send(commands));
  }

  /** Sends commands whose answer comes whenever it comes, or fails with the connection. */
  <T> CompletableFuture<T> send(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> commands) {
    return connected()
        .thenCompose(
            connection ->
                connection.isOpen()
                    ? commands.apply(connection.async())
                    : CompletableFuture.failedFuture(
                        new RedisConnectionException("the connection is lost")))
        .toCompletableFuture();
  }

  /** Whether commands have failed before they were sent, so that nothing of them was done. */
  static boolean isUnsent(CompletableFuture<?> answer) {
    return answer.isCompletedExceptionally()
        && answer.exceptionNow() instanceof RedisConnectionException;
  }

  /**
   * Waits for an answer, which may still come if it is late. An interruption does not end the wait,
   * and is there behind it.
   *
   * @param held how long Redis may hold it back
   * @throws UnavailableException if it is late or fails
   */
  <T> T await(String operation, Duration held, CompletableFuture<T> answer) {
    var longest = host.timeout().plus(held);
    try {
      return answer.copy().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw failure(operation, reason(e.getCause()), e);
    }
  }

  private String reason(@Nullable Throwable cause) {
    return cause instanceof TimeoutException
        ? "no answer within " + host.timeout()
        : String.valueOf(cause);
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
