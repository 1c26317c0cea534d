package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contracts.SessionStoreContract;
import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionCacheException;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.Fault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CachedDbSessionStoreTest extends SessionStoreContract {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final String NAME = ":1:django.contrib.sessions.cached_db" + KEY;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  private final Site site = Site.inMemory();
  private final SessionStore database = database(CLOCK);
  private final InMemorySessionCache cache = new InMemorySessionCache(CLOCK);
  private final CachedDbSessionStore sessions = over(cache, CLOCK);
  private final Fault outage =
      Fault.of(() -> new SessionCacheException("out", new IllegalStateException("out")));
  private final SessionCache shaky = outage.around(SessionCache.class, cache);

  @AfterEach
  void close() {
    site.close();
  }

  @Override
  protected SessionStore store(Clock clock) {
    return over(new InMemorySessionCache(clock), clock);
  }

  @Test
  void theCacheAnswersFirstAndIsFilledFromTheDatabase() {
    database.insert(record("stored"));
    assertThat(sessions.find(KEY)).contains(record("stored"));
    assertThat(cache.find(NAME)).isPresent();

    database.update(record("changed by somebody who forgot the cache"));

    assertThat(sessions.find(KEY)).contains(record("stored"));
  }

  @Test
  void aChangeDoesNotMakeACopyThatADeletionWouldMiss() {
    sessions.insert(record("value"));
    cache.delete(NAME);

    assertThat(sessions.update(record("changed"))).isTrue();

    assertThat(cache.find(NAME)).isEmpty();
    assertThat(sessions.find(KEY)).contains(record("changed"));
  }

  @Test
  void aCopyOfWhatWasDeletedElsewhereGoesWhenItIsSaved() {
    sessions.insert(record("value"));
    database.delete(KEY);

    assertThat(sessions.update(record("undead"))).isFalse();
    assertThat(sessions.find(KEY)).isEmpty();
  }

  @Test
  void aSessionDeletedWhileItIsCopiedHasNoCopy() {
    database.insert(record("value"));
    var deleting = new PausedCache(cache, () -> database.delete(KEY), () -> {}, () -> {});

    assertThat(over(deleting, CLOCK).find(KEY)).contains(record("value"));

    assertThat(cache.find(NAME)).isEmpty();
  }

  @Test
  void theDatabaseServesWithoutTheCacheAndTheLogTellsOnce() {
    outage.failUntilMended();
    var alone = over(shaky, CLOCK);
    try (var log = Log.of(CachedDbSessionStore.class)) {
      assertThat(alone.insert(record("value"))).isTrue();
      assertThat(alone.find(KEY)).contains(record("value"));
      assertThat(alone.update(record("changed"))).isTrue();
      assertThat(alone.find(KEY)).contains(record("changed"));
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aDeletionThatLeavesACopyIsAnErrorAndTheCopyCountsForNothingAndGoes() {
    var store = over(shaky, CLOCK);
    store.insert(record("value"));
    outage.failUntilMended();
    assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(SessionCacheException.class);
    assertThat(database.find(KEY)).isEmpty();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(cache.find(NAME)).isPresent();

    outage.mend();

    assertThat(store.valuesOf(List.of(KEY))).isEmpty();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(cache.find(NAME)).isEmpty();
  }

  @Test
  void aCopyThatMissedAChangeCountsForNothingAndGoes() {
    var store = over(shaky, CLOCK);
    store.insert(record("value"));
    outage.failUntilMended();
    assertThat(store.update(record("changed"))).isTrue();

    outage.mend();

    assertThat(store.find(KEY)).contains(record("changed"));
    assertThat(over(cache, CLOCK).find(KEY)).contains(record("changed"));
  }

  @Test
  void aCopyOfWhatWasDeletedElsewhereCountsForNothingEvenIfItCannotGo() {
    var store = over(shaky, CLOCK);
    store.insert(record("value"));
    database.delete(KEY);
    outage.failUntilMended();
    assertThat(store.update(record("undead"))).isFalse();

    outage.mend();

    assertThat(store.find(KEY)).isEmpty();
    assertThat(cache.find(NAME)).isEmpty();
  }

  private SessionStore database(Clock clock) {
    return new JdbcSessionStore(site.database, new SessionCodec(site.keys, clock), clock);
  }

  private CachedDbSessionStore over(SessionCache cache, Clock clock) {
    return new CachedDbSessionStore(database(clock), cache, CacheSettings.defaults(), clock);
  }

  private static SessionRecord record(String value) {
    return new SessionRecord(KEY, Map.of("value", value), CLOCK.instant().plusSeconds(100));
  }
}
