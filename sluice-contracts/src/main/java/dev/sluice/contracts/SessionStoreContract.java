package dev.sluice.contracts;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionStore} must do, as JUnit tests. A store's own test extends this, says
 * how to make one, and runs them all.
 */
public abstract class SessionStoreContract {

  private static final String KEY = "k".repeat(32);
  private static final String OTHER_KEY = "o".repeat(32);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LATER = NOW.plus(100, SECONDS);

  /** Returns an empty store that goes by a clock; called once by each test. */
  protected abstract SessionStore store(Clock clock);

  /** Returns whether expired sessions go by themselves, so that there is nothing to clear. */
  protected boolean expiresByItself() {
    return false;
  }

  @Test
  void keepsEveryValueThatJsonHas() {
    var store = store(at(NOW));
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("text", "caf\u00e9 \ud83d\ude00 \u0000");
    values.put("nothing", null);
    values.put("truth", true);
    values.put("small", 1);
    values.put("large", 1L << 40);
    values.put("larger", BigInteger.TWO.pow(70));
    values.put("fraction", 0.1);
    values.put("list", Arrays.asList(1, null, Map.of("deep", List.of())));

    store.insert(new SessionRecord(KEY, values, LATER));

    assertThat(store.find(KEY)).contains(new SessionRecord(KEY, values, LATER));
    assertThat(store.find(KEY).orElseThrow().values().keySet())
        .containsExactlyElementsOf(values.keySet());
  }

  @Test
  void findsNothingUnderAKeyThatNobodyHas() {
    var store = store(at(NOW));
    store.insert(record("mine", LATER));

    assertThat(store.find(OTHER_KEY)).isEmpty();
    assertThat(store.find("")).isEmpty();
    assertThat(store.find("x".repeat(5000))).isEmpty();
  }

  @Test
  void findsTheValuesOfManyAtATime() {
    var store = store(at(NOW));
    store.insert(record("mine", LATER));
    store.insert(new SessionRecord(OTHER_KEY, Map.of("value", "yours"), LATER));

    var found = store.valuesOf(List.of(KEY, OTHER_KEY, "n".repeat(32), "", "x".repeat(5000)));

    assertThat(found)
        .isEqualTo(Map.of(KEY, Map.of("value", "mine"), OTHER_KEY, Map.of("value", "yours")));
    store.delete(KEY);
    assertThat(store.valuesOf(List.of(KEY, OTHER_KEY))).containsOnlyKeys(OTHER_KEY);
    assertThat(store.valuesOf(List.of())).isEmpty();
  }

  /** As in Django, where the row is what the last of them saved, and never a mixture. */
  @Test
  void theLastOfManyWritersWins() throws Exception {
    var store = store(at(NOW));
    store.insert(record("first", LATER));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> store.update(record("writer " + i, LATER.plusSeconds(i))))
              .toList();
      for (var writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }
    var kept = store.find(KEY).orElseThrow();
    var number = Duration.between(LATER, kept.expires()).toSeconds();
    assertThat(kept.values()).isEqualTo(Map.of("value", "writer " + number));

    store.update(record("last", LATER));
    assertThat(store.find(KEY)).contains(record("last", LATER));
  }

  @Test
  void doesNotInsertUnderAKeyThatIsTaken() {
    var store = store(at(NOW));

    assertThat(store.insert(record("first", LATER))).isTrue();
    assertThat(store.insert(record("second", LATER))).isFalse();
    assertThat(store.find(KEY)).contains(record("first", LATER));
  }

  @Test
  void updatesWhatIsThere() {
    var store = store(at(NOW));
    store.insert(record("before", LATER));

    assertThat(store.update(record("after", LATER.plusSeconds(1)))).isTrue();
    assertThat(store.find(KEY)).contains(record("after", LATER.plusSeconds(1)));
  }

  @Test
  void doesNotResurrectWhatWasDeleted() {
    var store = store(at(NOW));
    store.insert(record("alive", LATER));
    store.delete(KEY);
    store.delete(KEY);

    assertThat(store.update(record("undead", LATER))).isFalse();
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void aWriterDoesNotResurrectWhatAnotherDeletes() throws Exception {
    var store = store(at(NOW));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < 50; round++) {
        store.insert(record("alive", LATER));
        var deleted = new CountDownLatch(1);
        var writer = threads.submit(() -> writeBeforeAndAfter(deleted, store));
        var reader = threads.submit(() -> store.find(KEY));
        try {
          store.delete(KEY);
        } finally {
          deleted.countDown();
        }
        writer.get();
        reader.get();

        assertThat(store.find(KEY)).as("round %d", round).isEmpty();
      }
    }
  }

  /** Writes once when nobody knows whether before or after, and once after for certain. */
  private static boolean writeBeforeAndAfter(CountDownLatch deleted, SessionStore store)
      throws InterruptedException {
    store.update(record("written", LATER));
    deleted.await();
    return store.update(record("written", LATER));
  }

  @Test
  void findsASessionUnderTheKeyThatItSays() {
    var store = store(at(NOW));
    var session = record("mine", LATER);
    store.insert(session);

    assertThat(store.keyOf(session)).isEqualTo(KEY);
  }

  @Test
  void doesNotFindWhatHasExpired() {
    var store = store(at(LATER));
    store.insert(record("old", LATER));

    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void clearsWhatHasExpiredAndNothingElse() {
    var store = store(at(LATER));
    store.insert(record("old", NOW));
    var young = new SessionRecord(OTHER_KEY, Map.of(), LATER.plusSeconds(1));
    store.insert(young);

    assertThat(store.clearExpired()).isEqualTo(expiresByItself() ? 0 : 1);
    assertThat(store.clearExpired()).isZero();
    assertThat(store.find(OTHER_KEY)).contains(young);
    assertThat(store.update(record("old", LATER.plusSeconds(1)))).isFalse();
  }

  @Test
  void givesAKeyToOneOfManyWhoWantIt() throws Exception {
    var store = store(at(NOW));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racers =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(i -> () -> store.insert(record("racer " + i, LATER)))
              .toList();

      var winners = 0;
      for (var racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  private static SessionRecord record(String value, Instant expires) {
    return new SessionRecord(KEY, Map.of("value", value), expires);
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
