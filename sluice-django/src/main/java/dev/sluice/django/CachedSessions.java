package dev.sluice.django;

import dev.sluice.Bytes;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one engine in a cache: named and pickled as Django's cache does it. */
final class CachedSessions {

  private static final Logger LOG = LoggerFactory.getLogger(CachedSessions.class);

  private final SessionCache cache;
  private final CacheSettings settings;
  private final String engine;
  private final Clock clock;
  private final AtomicBoolean warned = new AtomicBoolean();

  CachedSessions(SessionCache cache, CacheSettings settings, String engine, Clock clock) {
    this.cache = cache;
    this.settings = settings;
    this.engine = engine;
    this.clock = clock;
  }

  Optional<SessionRecord> find(String key) {
    return StoredKeys.isKey(key)
        ? cache.find(name(key)).flatMap(entry -> read(key, entry))
        : Optional.empty();
  }

  void set(SessionRecord session) {
    cache.set(name(session.key()), pickle(session), lasting(session));
  }

  boolean add(SessionRecord session) {
    return cache.add(name(session.key()), pickle(session), lasting(session));
  }

  boolean replace(SessionRecord session) {
    return cache.replace(name(session.key()), pickle(session), lasting(session));
  }

  void delete(String key) {
    if (StoredKeys.isKey(key)) {
      cache.delete(name(key));
    }
  }

  private String name(String key) {
    StoredKeys.require(key);
    return settings.name(engine, key);
  }

  private Duration lasting(SessionRecord session) {
    return Duration.between(clock.instant(), session.expires());
  }

  private static Bytes pickle(SessionRecord session) {
    return PickleWriter.write(session.values());
  }

  /** What cannot be read is no session; the log tells once. */
  private Optional<SessionRecord> read(String key, SessionCache.Entry entry) {
    try {
      return PickleReader.read(entry.value()) instanceof Map<?, ?> map
          ? Optional.of(
              new SessionRecord(
                  key, JsonObjects.named(map), clock.instant().plus(entry.remaining())))
          : Optional.empty();
    } catch (PickleException | IllegalArgumentException e) {
      if (!warned.getAndSet(true)) {
        LOG.warn(
            "a cached session is refused, as will be others like it: {}; let Django put only JSON"
                + " into sessions, which SESSION_SERIALIZER ="
                + " \"django.contrib.sessions.serializers.JSONSerializer\" checks in the engines"
                + " db and cached_db",
            e.getMessage());
      }
      return Optional.empty();
    }
  }
}
