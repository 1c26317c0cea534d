package dev.sluice.sessions;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as a store keeps it. Immutable, down to the lists and maps among its values.
 *
 * @param key 32 characters {@code [a-z0-9]}; a secret
 * @param values what JSON can hold: null, Boolean, Integer, Long, BigInteger, Double, String, List
 *     and Map
 * @param expires when it is worth nothing any more
 */
public record SessionRecord(String key, Map<String, @Nullable Object> values, Instant expires) {

  /**
   * Copies the values. Written out, since javac does not tell other modules of the
   * {@code @Nullable} in a compact constructor.
   *
   * @throws IllegalArgumentException for a value that JSON cannot hold
   */
  public SessionRecord(String key, Map<String, @Nullable Object> values, Instant expires) {
    this.key = key;
    this.values = SessionValues.copyAll(values);
    this.expires = expires;
  }

  /** Leaves out the key and the values, which are secrets. */
  @Override
  public String toString() {
    return "SessionRecord[names=" + values.keySet() + ", expires=" + expires + "]";
  }
}
