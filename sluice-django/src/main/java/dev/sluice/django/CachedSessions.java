package dev.sluice.django;

import dev.sluice.Bytes;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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

  Map<String, Map<String, @Nullable Object>> valuesOf(Collection<String> keys) {
    var names = new HashMap<String, String>();
    keys.stream().filter(StoredKeys::isKey).forEach(key -> names.put(name(key), key));
    var found = new HashMap<String, Map<String, @Nullable Object>>();
    var cached = cache.valuesOf(names.keySet());
    names.forEach(
        (name, key) ->
            Optional.ofNullable(cached.get(name))
                .flatMap(value -> read(key, value, Instant.MAX))
                .ifPresent(session -> found.put(key, session.values())));
    return found;
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

  /** Deletes every session of the engine. */
  void deleteAll() {
    cache.deleteAll(settings.name(engine, ""));
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

  private Optional<SessionRecord> read(String key, SessionCache.Entry entry) {
    return read(key, entry.value(), clock.instant().plus(entry.remaining()));
  }

  /** What cannot be read is no session; the log tells once. */
  private Optional<SessionRecord> read(String key, Bytes value, Instant expires) {
    try {
      return PickleReader.read(value) instanceof Map<?, ?> map
          ? Optional.of(new SessionRecord(key, JsonObjects.named(map), expires))
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
