package dev.sluice.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that waits for one message, which is given to it once or not at all. */
final class Waiter {

  private final CompletableFuture<Taken> message = new CompletableFuture<>();

  /** Gives it a message, or returns false if it waits no more. */
  boolean offer(Taken offered) {
    return message.complete(offered);
  }

  /** Waits so long, and no longer. */
  Optional<Taken> await(Duration atMost) throws InterruptedException {
    try {
      return Optional.of(message.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return last();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails a waiter", e);
    }
  }

  /** Waits no more, and returns what came in the last moment. */
  Optional<Taken> last() {
    return message.cancel(false) ? Optional.empty() : Optional.of(message.join());
  }
}
