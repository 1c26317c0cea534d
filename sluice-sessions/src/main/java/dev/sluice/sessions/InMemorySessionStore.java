package dev.sluice.sessions;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store in this process's memory, for tests and small sites: a restart ends every session. Safe
 * for use by many threads. An expired session stays in memory until {@link #clearExpired}.
 */
public final class InMemorySessionStore implements SessionStore {

  private final Map<String, SessionRecord> sessions = new ConcurrentHashMap<>();
  private final Clock clock;

  /** Makes an empty store whose sessions expire by a clock. */
  public InMemorySessionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    return Optional.ofNullable(sessions.get(key)).filter(this::isAlive);
  }

  @Override
  public boolean insert(SessionRecord session) {
    return sessions.putIfAbsent(session.key(), session) == null;
  }

  @Override
  public boolean update(SessionRecord session) {
    return sessions.replace(session.key(), session) != null;
  }

  @Override
  public void delete(String key) {
    sessions.remove(key);
  }

  @Override
  public int clearExpired() {
    var expired = sessions.values().stream().filter(session -> !isAlive(session)).toList();
    return (int) expired.stream().filter(it -> sessions.remove(it.key(), it)).count();
  }

  private boolean isAlive(SessionRecord session) {
    return session.expires().isAfter(clock.instant());
  }
}
