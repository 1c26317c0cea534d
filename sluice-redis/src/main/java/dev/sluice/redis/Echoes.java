package dev.sluice.redis;

import dev.sluice.Bytes;
import io.lettuce.core.RedisConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this process has published under names that it hears itself, and which of these names Redis
 * has confirmed. Messages of the same bytes are the same, whoever hears which of them. Safe for use
 * by many threads.
 */
final class Echoes {

  /** The names that are wanted; each is done while it is heard. */
  private final Map<String, CompletableFuture<Boolean>> names = new HashMap<>();

  private final Map<Key, Deque<Echo>> expected = new HashMap<>();

  /** To be called before Redis is asked for a name. */
  synchronized void want(String name) {
    names.putIfAbsent(name, new CompletableFuture<>());
  }

  /** Nobody here wants it any more, so that what is on its way there has arrived. */
  synchronized void unwant(String name) {
    var heard = names.remove(name);
    if (heard != null) {
      heard.complete(false);
    }
    expected.forEach((key, echoes) -> complete(key, name, echoes));
    expected.keySet().removeIf(key -> key.name.equals(name));
  }

  private static void complete(Key key, String name, Deque<Echo> echoes) {
    if (key.name.equals(name)) {
      echoes.forEach(echo -> echo.end.complete(true));
    }
  }

  /** Redis has confirmed a name. */
  synchronized void hear(String name) {
    var heard = names.get(name);
    if (heard != null) {
      heard.complete(true);
    }
  }

  /** Nothing is heard any more, until Redis confirms it anew; what is on its way is lost. */
  synchronized void lose() {
    names.replaceAll((_, heard) -> heard.isDone() ? new CompletableFuture<>() : heard);
    var lost = new RedisConnectionException("the connection that hears it is lost");
    expected.values().forEach(some -> some.forEach(echo -> echo.end.completeExceptionally(lost)));
    expected.clear();
  }

  /** Returns what is done when a name is heard, if it is wanted. */
  synchronized Optional<CompletableFuture<Boolean>> heard(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /**
   * To be called before it is published. Nothing comes back under a name that nobody wants.
   *
   * @param arrival is run when it has come back
   */
  synchronized Optional<Echo> expect(String name, byte[] message, Runnable arrival) {
    if (!names.containsKey(name)) {
      return Optional.empty();
    }
    var echo = new Echo(new Key(name, Bytes.copyOf(message)), arrival, new CompletableFuture<>());
    expected.computeIfAbsent(echo.key, _ -> new ArrayDeque<>(1)).add(echo);
    return Optional.of(echo);
  }

  /** It is not waited for any more. */
  synchronized void forget(Echo echo) {
    expected.computeIfPresent(
        echo.key,
        (_, some) -> {
          some.remove(echo);
          return orNothing(some);
        });
  }

  /** Returns the one that was expected first, of those that something that was heard may be. */
  synchronized Optional<Echo> find(String name, byte[] message) {
    var key = new Key(name, Bytes.copyOf(message));
    var found = Optional.ofNullable(expected.get(key)).map(Deque::peek);
    found.ifPresent(this::forget);
    return found;
  }

  /** How many are expected. */
  synchronized int size() {
    return expected.size();
  }

  private static @Nullable Deque<Echo> orNothing(Deque<Echo> some) {
    return some.isEmpty() ? null : some;
  }

  private record Key(String name, Bytes message) {}

  /** Something that comes back. */
  static final class Echo {

    private final Key key;
    private final Runnable arrival;
    private final CompletableFuture<Boolean> end;

    private Echo(Key key, Runnable arrival, CompletableFuture<Boolean> end) {
      this.key = key;
      this.arrival = arrival;
      this.end = end;
    }

    /** It has come back. */
    void arrive() {
      try {
        arrival.run();
        end.complete(true);
      } catch (RuntimeException e) {
        end.completeExceptionally(e);
      }
    }

    /** What is done when it has come back, or cannot any more. */
    CompletableFuture<Boolean> end() {
      return end;
    }
  }
}
