package dev.sluice.redis;

import dev.sluice.auth.UserStore;
import dev.sluice.django.CacheSessionStore;
import dev.sluice.django.CacheSettings;
import dev.sluice.django.OneUser;
import dev.sluice.django.OutageContract;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The engine {@code cache} while its Redis is away. */
final class RedisOutageTest extends OutageContract {

  @TempDir private Path folder;
  private RealRedis redis;
  private RedisSessionCache cache;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    cache = RedisSessionCache.at(redis.url(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() {
    cache.close();
    redis.close();
  }

  @Override
  protected SessionStore sessions() {
    return new CacheSessionStore(cache, CacheSettings.defaults(), Clock.systemUTC());
  }

  @Override
  protected UserStore users() {
    return new OneUser();
  }

  @Override
  protected void begin() {
    redis.close();
  }

  /** This Redis keeps nothing on disk, so the session is put back from another cache. */
  @Override
  protected void end() throws Exception {
    redis = RealRedis.at(redis.port(), folder);
    try (var another = RedisSessionCache.at(redis.url(), Duration.ofSeconds(10))) {
      logInAt(new CacheSessionStore(another, CacheSettings.defaults(), Clock.systemUTC()));
    }
  }
}
