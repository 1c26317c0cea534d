package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionCacheException;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.testing.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More changes than a store remembers while its cache is away. */
final class StaleCopiesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final int MOST = 3;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<String> KEYS =
      IntStream.range(0, MOST + 2).mapToObj("%032d"::formatted).toList();

  private final InMemorySessionStore database = new InMemorySessionStore(CLOCK);
  private final InMemorySessionCache cache = new InMemorySessionCache(CLOCK);
  private final Fault outage =
      Fault.of(() -> new SessionCacheException("out", new IllegalStateException("out")));
  private final SessionCache shaky = outage.around(SessionCache.class, cache);
  private final CachedDbSessionStore sessions = over(shaky);

  private CachedDbSessionStore over(SessionCache some) {
    var copies = new CachedSessions(some, CacheSettings.defaults(), "cached_db", CLOCK);
    return new CachedDbSessionStore(database, copies, MOST);
  }

  /** Changes so many sessions behind the back of the cache. */
  private void change(CachedDbSessionStore store, int many) {
    KEYS.forEach(key -> store.insert(record(key, "old")));
    outage.failUntilMended();
    KEYS.subList(0, many).forEach(key -> assertThat(store.update(record(key, "new"))).isTrue());
  }

  private static SessionRecord record(String key, String value) {
    return new SessionRecord(key, Map.of("value", value), CLOCK.instant().plusSeconds(100));
  }

  private List<String> copied() {
    return KEYS.stream().filter(key -> cache.find(name(key)).isPresent()).toList();
  }

  private static String name(String key) {
    return CacheSettings.defaults().name("cached_db", key);
  }

  @Test
  void afterAFewChangesTheOtherCopiesStay() {
    change(sessions, MOST);

    outage.mend();

    KEYS.subList(0, MOST)
        .forEach(key -> assertThat(sessions.find(key)).contains(record(key, "new")));
    database.update(record(KEYS.getLast(), "unknown to the cache"));
    assertThat(sessions.find(KEYS.getLast())).contains(record(KEYS.getLast(), "old"));
  }

  @Test
  void afterMoreOfThemNoCopyOfAnySessionCounts() {
    change(sessions, MOST + 1);
    cache.set("another program's", PickleWriter.write(Map.of()), HOUR);

    outage.mend();

    assertThat(sessions.valuesOf(KEYS))
        .hasSize(KEYS.size())
        .containsEntry(KEYS.getFirst(), Map.of("value", "new"))
        .containsEntry(KEYS.get(MOST), Map.of("value", "new"));
    assertThat(copied()).isEmpty();
    assertThat(cache.find("another program's")).isPresent();
    KEYS.forEach(key -> assertThat(sessions.find(key)).isEqualTo(database.find(key)));
    assertThat(copied()).isEqualTo(KEYS);
  }

  @Test
  void oneThatBecomesStaleAgainWhileItIsTakenAwayStaysStale() {
    var once = new AtomicReference<Runnable>(() -> {});
    var watched = new PausedCache(cache, () -> {}, () -> once.getAndSet(() -> {}).run(), () -> {});
    var copies = new CachedSessions(watched, CacheSettings.defaults(), "cached_db", CLOCK);
    var stale = new StaleCopies(copies, MOST);
    once.set(() -> stale.add(KEYS.getFirst()));

    assertThat(stale.takeAway(KEYS.getFirst())).isTrue();

    assertThat(stale.areGone()).isFalse();
    assertThat(stale.takeAllAway()).isTrue();
    assertThat(stale.areGone()).isTrue();
  }

  @Test
  void aDeletionAmongThemStaysOne() {
    change(sessions, MOST + 1);
    outage.mend();
    var last = KEYS.getLast();

    sessions.delete(last);

    assertThat(cache.find(name(last))).isEmpty();
    assertThat(sessions.find(last)).isEmpty();
    assertThat(sessions.find(KEYS.getFirst())).contains(record(KEYS.getFirst(), "new"));
  }

  @Test
  void whoReadsWhileCopiesAreTakenAwayAsksTheDatabase() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var store = over(new PausedCache(shaky, () -> {}, () -> {}, () -> pause(begun, goOn)));
    change(store, MOST + 1);
    outage.mend();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> store.find(KEYS.get(1)));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(store.find(KEYS.getFirst())).contains(record(KEYS.getFirst(), "new"));
      outage.failUntilMended();
      assertThat(store.update(record(KEYS.getLast(), "newer"))).isTrue();
      outage.mend();
      goOn.countDown();

      assertThat(first.get()).contains(record(KEYS.get(1), "new"));
    }
    cache.set(name(KEYS.getLast()), PickleWriter.write(Map.of("value", "old")), HOUR);
    assertThat(store.find(KEYS.getLast())).contains(record(KEYS.getLast(), "newer"));
  }

  /** Says that it has begun, and goes on when it is told to. */
  private static void pause(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
