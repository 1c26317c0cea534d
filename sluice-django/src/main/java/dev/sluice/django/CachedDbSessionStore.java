package dev.sluice.django;

import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionCacheException;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in a database, with copies in a cache for those who read, as Django 5.2's {@code
 * cached_db} engine keeps them. Safe for use by many threads.
 *
 * <p>Without the cache, reading and saving go on in the database, and the log tells once until the
 * cache is back. A deletion fails: other processes would find the copy, until this one can take it
 * away. Here a copy counts for nothing once the cache could not be told of a change. After many
 * such changes no copy of any session does, and all are taken away when the cache is back.
 */
public final class CachedDbSessionStore implements SessionStore {

  private static final Logger LOG = LoggerFactory.getLogger(CachedDbSessionStore.class);
  private static final int MOST_STALE = 10_000;

  private final SessionStore database;
  private final CachedSessions copies;
  private final StaleCopies stale;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Keeps sessions in a database, which a {@link JdbcSessionStore} is, and in a cache. */
  public CachedDbSessionStore(
      SessionStore database, SessionCache cache, CacheSettings settings, Clock clock) {
    this(database, new CachedSessions(cache, settings, "cached_db", clock), MOST_STALE);
  }

  CachedDbSessionStore(SessionStore database, CachedSessions copies, int mostStale) {
    this.database = database;
    this.copies = copies;
    this.stale = new StaleCopies(copies, mostStale);
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    if (!isFresh()) {
      return database.find(key);
    }
    return attempt(() -> copies.find(key), Optional.<SessionRecord>empty())
        .or(() -> findInDatabase(key));
  }

  @Override
  public Map<String, Map<String, @Nullable Object>> valuesOf(Collection<String> keys) {
    Map<String, Map<String, @Nullable Object>> nothing = Map.of();
    Map<String, Map<String, @Nullable Object>> found =
        isFresh() ? attempt(() -> copies.valuesOf(keys), nothing) : nothing;
    var missing = keys.stream().filter(key -> !found.containsKey(key)).toList();
    if (missing.isEmpty()) {
      return found;
    }
    var all = new HashMap<String, Map<String, @Nullable Object>>(found);
    all.putAll(database.valuesOf(missing));
    return all;
  }

  @Override
  public boolean insert(SessionRecord session) {
    if (!database.insert(session)) {
      return false;
    }
    attempt(() -> set(session), false);
    return true;
  }

  /** A copy is changed and never made: a deletion that comes in between stays one. */
  @Override
  public boolean update(SessionRecord session) {
    if (!database.update(session)) {
      drop(session.key());
      return false;
    }
    if (!attempt(() -> replace(session), false)) {
      stale.add(session.key());
    }
    return true;
  }

  /**
   * Deletes a session and its copy.
   *
   * @throws SessionCacheException if the cache cannot be reached; the database has forgotten it,
   *     and the copy goes when the cache is back
   */
  @Override
  public void delete(String key) {
    database.delete(key);
    stale.takeAway(key);
  }

  @Override
  public int clearExpired() {
    return database.clearExpired();
  }

  private Optional<SessionRecord> findInDatabase(String key) {
    var found = database.find(key);
    found.ifPresent(session -> attempt(() -> copy(session), false));
    return found;
  }

  /** Takes the copy away again if the session has changed or gone while it was made. */
  private boolean copy(SessionRecord session) {
    if (!copies.add(session)) {
      return false;
    }
    var isCurrent = database.find(session.key()).filter(session::equals).isPresent();
    return isCurrent || drop(session.key());
  }

  private boolean drop(String key) {
    return attempt(() -> stale.takeAway(key), false);
  }

  /** Whether every copy that is there may be read. */
  private boolean isFresh() {
    return stale.areGone() || attempt(stale::takeAllAway, false);
  }

  private boolean replace(SessionRecord session) {
    copies.replace(session);
    return true;
  }

  private boolean set(SessionRecord session) {
    copies.set(session);
    return true;
  }

  private <T> T attempt(Supplier<T> work, T otherwise) {
    try {
      var result = work.get();
      failing.set(false);
      return result;
    } catch (SessionCacheException e) {
      if (!failing.getAndSet(true)) {
        LOG.warn("sessions are read from the database alone until their cache is back", e);
      }
      return otherwise;
    }
  }
}
