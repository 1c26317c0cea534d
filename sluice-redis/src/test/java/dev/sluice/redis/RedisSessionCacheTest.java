package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.contracts.SessionCacheContract;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionCacheException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisSessionCacheTest extends SessionCacheContract {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path folder;
  private RealRedis redis;
  private RedisSessionCache cache;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    cache = RedisSessionCache.at(redis.url(), TIMEOUT);
  }

  @AfterEach
  void stop() {
    cache.close();
    redis.close();
  }

  @Override
  protected SessionCache cache() {
    return cache;
  }

  @Test
  void whatLastsForAMomentGoesByItself() {
    cache.set("key", Bytes.utf8("value"), Duration.ofMillis(1));
    while (cache.find("key").isPresent()) {
      Thread.onSpinWait();
    }
    assertThat(cache.add("key", Bytes.utf8("other"), LONG)).isTrue();
  }

  @Test
  void aRedisThatIsAwayIsAnErrorAndItsReturnIsNoticed() throws Exception {
    cache.set("key", Bytes.utf8("value"), LONG);
    redis.close();
    assertThatThrownBy(() -> untilFailure("key"))
        .isInstanceOf(SessionCacheException.class)
        .hasMessageContaining("could not find a session in Redis at 127.0.0.1:" + redis.port());

    redis = RealRedis.at(redis.port(), folder);

    var found = Optional.<SessionCache.Entry>empty();
    cacheIsBack();
    assertThat(cache.find("key")).isEqualTo(found);
    cache.set("key", Bytes.utf8("new"), LONG);
    assertThat(cache.find("key").orElseThrow().value()).isEqualTo(Bytes.utf8("new"));
  }

  @Test
  void aRedisThatIsAwayAtFirstMayCome() throws Exception {
    redis.close();
    assertThatThrownBy(() -> cache.find("key")).isInstanceOf(SessionCacheException.class);

    redis = RealRedis.at(redis.port(), folder);

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> RedisSessionCache.at("nonsense://me:hush@host", TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: redis://")
        .hasMessageNotContaining("hush");
  }

  /** The end of a connection arrives some time after that of the server. */
  private void untilFailure(String key) {
    while (true) {
      cache.find(key);
    }
  }

  private void cacheIsBack() {
    for (var isBack = false; !isBack; ) {
      try {
        cache.find("key");
        isBack = true;
      } catch (SessionCacheException e) {
        Thread.onSpinWait();
      }
    }
  }
}
