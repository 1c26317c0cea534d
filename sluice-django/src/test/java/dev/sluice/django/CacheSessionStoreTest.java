package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.contracts.SessionStoreContract;
import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CacheSessionStoreTest extends SessionStoreContract {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";

  @Override
  protected SessionStore store(Clock clock) {
    return new CacheSessionStore(new InMemorySessionCache(clock), CacheSettings.defaults(), clock);
  }

  @Override
  protected boolean expiresByItself() {
    return true;
  }

  @Test
  void aSessionOfMoreThanJsonIsNoneAndTheLogTellsOnce() {
    var clock = Clock.systemUTC();
    var cache = new InMemorySessionCache(clock);
    var store = new CacheSessionStore(cache, CacheSettings.defaults(), clock);
    var name = ":1:django.contrib.sessions.cache" + KEY;
    cache.set(name, Bytes.utf8("cos\nsystem\n(S'true'\ntR."), Duration.ofHours(1));
    try (var log = Log.of(CachedSessions.class)) {
      assertThat(store.find(KEY)).isEmpty();
      assertThat(store.find(KEY)).isEmpty();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("opcode 0x63", "expected: only dict, list", "SESSION_SERIALIZER");
    }
    cache.set(name, Bytes.utf8("17"), Duration.ofHours(1));
    assertThat(store.find(KEY)).isEmpty();
  }
}
