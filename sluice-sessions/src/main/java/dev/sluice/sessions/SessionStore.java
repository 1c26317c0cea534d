package dev.sluice.sessions;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions between connections. Implementations are safe for use by many threads. */
public interface SessionStore {

  /** Returns the session of a key, unless there is none or it has expired. */
  Optional<SessionRecord> find(String key);

  /**
   * Returns, by their keys, those sessions that {@link #find} would return. A store that is asked
   * for thousands every few seconds does better with a few statements than with one for each.
   */
  default Map<String, SessionRecord> findAll(Collection<String> keys) {
    var found = new HashMap<String, SessionRecord>();
    keys.forEach(key -> find(key).ifPresent(session -> found.put(key, session)));
    return found;
  }

  /**
   * Returns, by their keys, the values of the sessions that {@link #findAll} would return. A store
   * that would have to ask for each one's end alone does better without.
   */
  default Map<String, Map<String, @Nullable Object>> valuesOf(Collection<String> keys) {
    var values = new HashMap<String, Map<String, @Nullable Object>>();
    findAll(keys).forEach((key, session) -> values.put(key, session.values()));
    return values;
  }

  /** Adds a session, or returns false if its key is taken. */
  boolean insert(SessionRecord session);

  /** Replaces a session, or returns false if it has been deleted meanwhile. */
  boolean update(SessionRecord session);

  /** Deletes a session; does nothing if there is none. */
  void delete(String key);

  /**
   * Deletes every session that has expired, and returns how many those were; none where sessions
   * expire by themselves.
   */
  int clearExpired();

  /**
   * Returns the key under which {@link #find} finds a session that was just inserted or updated:
   * its own, unless the key is where the store keeps the values, as in a signed cookie. Then each
   * save makes another key, and what was saved once stays good until it expires: such a store takes
   * every key, updates whatever it is given, and deletes nothing.
   */
  default String keyOf(SessionRecord session) {
    return session.key();
  }
}
