package dev.sluice.redis;

import dev.sluice.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What this process has published to groups of its own, and will hear again though its members have
 * it already. Messages of the same bytes are the same, whoever hears which of them. Safe for use by
 * many threads.
 */
final class Echoes {

  /** An echo that is later than that never comes. */
  private static final long LATEST = Duration.ofSeconds(10).toNanos();

  private final Map<Echo, Deque<Long>> expected = new ConcurrentHashMap<>();

  /** To be called before it is published. */
  void expect(String name, byte[] message) {
    var now = System.nanoTime();
    expected.compute(
        new Echo(name, Bytes.copyOf(message)),
        (_, since) -> {
          var some = since == null ? new ArrayDeque<Long>(1) : since;
          some.add(now);
          return some;
        });
  }

  /** Whether something is an echo, of which there is one for each time it was expected. */
  boolean isOne(String name, byte[] message) {
    var now = System.nanoTime();
    var found = new AtomicBoolean();
    expected.computeIfPresent(
        new Echo(name, Bytes.copyOf(message)),
        (_, since) -> {
          since.removeIf(time -> now - time > LATEST);
          found.set(since.poll() != null);
          return orNothing(since);
        });
    return found.get();
  }

  /** None comes any more under that name. */
  void forget(String name) {
    expected.keySet().removeIf(echo -> echo.name.equals(name));
  }

  /** None comes any more at all. */
  void clear() {
    expected.clear();
  }

  private static @Nullable Deque<Long> orNothing(Deque<Long> since) {
    return since.isEmpty() ? null : since;
  }

  private record Echo(String name, Bytes message) {}
}
