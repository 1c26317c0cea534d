package dev.sluice.manage;

import dev.sluice.django.CacheSessionStore;
import dev.sluice.django.CachedDbSessionStore;
import dev.sluice.django.Database;
import dev.sluice.django.FileSessionStore;
import dev.sluice.django.JdbcSessionStore;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.SessionCodec;
import dev.sluice.django.SignedCookieSessionStore;
import dev.sluice.redis.RedisSessionCache;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Files;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Where a site's sessions are kept: one store, which is made when it is first asked for. Safe for
 * use by many threads.
 */
final class SessionPlace implements AutoCloseable {

  /** A name that no session has. */
  private static final String PROBE = "sluice:check";

  private final SiteConfig config;
  private final Database database;
  private final Clock clock;

  /** Both are null until somebody asks for them. */
  private @Nullable SessionStore store;

  private @Nullable RedisSessionCache cache;

  SessionPlace(SiteConfig config, Database database, Clock clock) {
    this.config = config;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Returns the store.
   *
   * @throws ConfigurationException if the engine needs a cache and there is none
   * @throws dev.sluice.django.SessionFileException if it needs a folder and there is none
   */
  synchronized SessionStore store(SecretKeys keys) {
    if (store == null) {
      store = make(keys);
    }
    return store;
  }

  /**
   * Checks that sessions can be kept, as far as that does not depend on the database.
   *
   * @throws dev.sluice.SluiceException if they cannot; the message says why
   */
  void requireUsable(SecretKeys keys) {
    var _ = store(keys);
    var storage = config.storage();
    if (storage.engine().usesCache()) {
      var _ = cache().find(PROBE);
    }
    if (storage.engine() == SessionEngine.FILE && !Files.isWritable(storage.folder())) {
      throw new ConfigurationException(
          "sessions.file_path is %s, in which this user may not write (expected: a folder that Django and Sluice may both write in)"
              .formatted(storage.folder()));
    }
  }

  private SessionStore make(SecretKeys keys) {
    var storage = config.storage();
    var codec = new SessionCodec(keys, clock, storage.legacyHashing());
    return switch (storage.engine()) {
      case DB -> new JdbcSessionStore(database, codec, clock);
      case CACHED_DB ->
          new CachedDbSessionStore(
              new JdbcSessionStore(database, codec, clock), cache(), storage.cacheNames(), clock);
      case CACHE -> new CacheSessionStore(cache(), storage.cacheNames(), clock);
      case SIGNED_COOKIES ->
          new SignedCookieSessionStore(keys, config.sessions(), clock, storage.legacyHashing());
      case FILE -> new FileSessionStore(storage.folder(), config.sessions(), codec, clock);
    };
  }

  private synchronized RedisSessionCache cache() {
    var storage = config.storage();
    if (storage.cache().text().isEmpty()) {
      throw new ConfigurationException(
          "sessions.engine is %s, and there is no cache: set cache.location to the URL that Django's CACHES have as LOCATION, such as redis://127.0.0.1:6379/1"
              .formatted(storage.engine().word()));
    }
    if (cache == null) {
      cache = RedisSessionCache.at(storage.cache().text(), storage.cacheTimeout());
    }
    return cache;
  }

  /** Ends the connection to the cache. */
  @Override
  public synchronized void close() {
    if (cache != null) {
      cache.close();
    }
  }
}
