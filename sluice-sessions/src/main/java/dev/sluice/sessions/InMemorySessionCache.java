package dev.sluice.sessions;

import dev.sluice.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache in this process's memory, for tests: other processes do not see it, and what has expired
 * stays in memory until its key is used again. Safe for use by many threads.
 */
public final class InMemorySessionCache implements SessionCache {

  private final Map<String, Kept> entries = new ConcurrentHashMap<>();
  private final Clock clock;

  /** Makes an empty cache whose values expire by a clock. */
  public InMemorySessionCache(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<Entry> find(String key) {
    var now = clock.instant();
    return Optional.ofNullable(entries.get(key))
        .filter(kept -> kept.end().isAfter(now))
        .map(kept -> new Entry(kept.value(), Duration.between(now, kept.end())));
  }

  @Override
  public synchronized void set(String key, Bytes value, Duration time) {
    entries.remove(key);
    if (time.isPositive()) {
      entries.put(key, new Kept(value, clock.instant().plus(time)));
    }
  }

  @Override
  public synchronized boolean add(String key, Bytes value, Duration time) {
    if (find(key).isPresent()) {
      return false;
    }
    set(key, value, time);
    return true;
  }

  @Override
  public synchronized boolean replace(String key, Bytes value, Duration time) {
    if (find(key).isEmpty()) {
      return false;
    }
    set(key, value, time);
    return true;
  }

  @Override
  public synchronized void delete(String key) {
    entries.remove(key);
  }

  @Override
  public synchronized void deleteAll(String beginning) {
    entries.keySet().removeIf(key -> key.startsWith(beginning));
  }

  private record Kept(Bytes value, Instant end) {}
}
