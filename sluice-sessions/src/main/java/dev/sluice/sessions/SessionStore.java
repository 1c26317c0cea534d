package dev.sluice.sessions;

import java.util.Optional;

/** Keeps sessions between connections. Implementations are safe for use by many threads. */
public interface SessionStore {

  /** Returns the session of a key, unless there is none or it has expired. */
  Optional<SessionRecord> find(String key);

  /** Adds a session, or returns false if its key is taken. */
  boolean insert(SessionRecord session);

  /** Replaces a session, or returns false if it has been deleted meanwhile. */
  boolean update(SessionRecord session);

  /** Deletes a session; does nothing if there is none. */
  void delete(String key);

  /** Deletes every session that has expired, and returns how many those were. */
  int clearExpired();
}
