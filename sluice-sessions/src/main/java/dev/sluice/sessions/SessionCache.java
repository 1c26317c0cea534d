package dev.sluice.sessions;

import dev.sluice.Bytes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A place for bytes that last for a time, shared by every process of a site, such as Redis.
 * Implementations are safe for use by many threads, and throw {@link SessionCacheException} when
 * the place cannot be reached. What lasts for zero or less is not kept.
 */
public interface SessionCache {

  /** Returns what a key has. */
  Optional<Entry> find(String key);

  /**
   * Returns what those keys have that have something, without how long it lasts. A cache that is
   * asked for thousands every few seconds does better with a few questions than with one for each.
   */
  default Map<String, Bytes> valuesOf(Collection<String> keys) {
    var found = new HashMap<String, Bytes>();
    keys.forEach(key -> find(key).ifPresent(entry -> found.put(key, entry.value())));
    return found;
  }

  /** Gives a key a value, whatever it had. */
  void set(String key, Bytes value, Duration time);

  /** Gives a key a value, or returns false if it has one; nobody else can come in between. */
  boolean add(String key, Bytes value, Duration time);

  /** Changes the value of a key, or returns false if it has none; nobody can come in between. */
  boolean replace(String key, Bytes value, Duration time);

  /** Takes a key's value away; does nothing if it has none. */
  void delete(String key);

  /**
   * Takes the values of all keys away that begin so and were there when it began. Those that come
   * meanwhile go or stay. It may take long, and nobody else has to wait for it.
   */
  void deleteAll(String beginning);

  /**
   * A value that was found.
   *
   * @param remaining how long it lasts from now
   */
  record Entry(Bytes value, Duration remaining) {}
}
