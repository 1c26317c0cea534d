package dev.sluice.django;

import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a cache and nowhere else, as Django 5.2's {@code cache} engine keeps them: a cache
 * that forgets ends sessions. Safe for use by many threads. A cache that cannot be reached is an
 * error here, where Django takes it for the end of the session.
 */
public final class CacheSessionStore implements SessionStore {

  private final CachedSessions sessions;

  /** Keeps sessions in a cache. */
  public CacheSessionStore(SessionCache cache, CacheSettings settings, Clock clock) {
    this.sessions = new CachedSessions(cache, settings, "cache", clock);
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    return sessions.find(key);
  }

  @Override
  public Map<String, Map<String, @Nullable Object>> valuesOf(Collection<String> keys) {
    return sessions.valuesOf(keys);
  }

  @Override
  public boolean insert(SessionRecord session) {
    return sessions.add(session);
  }

  @Override
  public boolean update(SessionRecord session) {
    return sessions.replace(session);
  }

  @Override
  public void delete(String key) {
    sessions.delete(key);
  }

  /** Returns 0: the cache forgets them. */
  @Override
  public int clearExpired() {
    return 0;
  }
}
