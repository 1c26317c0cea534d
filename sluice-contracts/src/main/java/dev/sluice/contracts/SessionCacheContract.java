package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.sessions.SessionCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionCache} must do, as JUnit tests. A cache's own test extends this, says
 * how to make one, and runs them all.
 */
public abstract class SessionCacheContract {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Bytes ONE = Bytes.copyOf(new byte[] {0, (byte) 0x80, (byte) 0xff});
  private static final Bytes TWO = Bytes.utf8("two");

  /** Returns an empty cache; called once by each test. */
  protected abstract SessionCache cache();

  @Test
  void keepsBytesForATime() {
    var cache = cache();
    cache.set("key", ONE, LONG);

    var entry = cache.find("key").orElseThrow();
    assertThat(entry.value()).isEqualTo(ONE);
    assertThat(entry.remaining()).isBetween(LONG.minusMinutes(1), LONG);
    assertThat(cache.find("other")).isEmpty();
  }

  @Test
  void findsManyValuesAtATime() {
    var cache = cache();
    var keys = IntStream.range(0, 5000).mapToObj(i -> "key" + i).toList();
    keys.stream().filter(key -> !key.endsWith("7")).forEach(key -> cache.set(key, ONE, LONG));

    var found = cache.valuesOf(keys);

    assertThat(found).hasSize(4500).doesNotContainKey("key7").containsEntry("key4998", ONE);
    assertThat(cache.valuesOf(List.of())).isEmpty();
  }

  @Test
  void setsWhateverWasThere() {
    var cache = cache();
    cache.set("key", ONE, LONG);
    cache.set("key", TWO, LONG.multipliedBy(2));

    assertThat(cache.find("key").orElseThrow().value()).isEqualTo(TWO);
    assertThat(cache.find("key").orElseThrow().remaining()).isGreaterThan(LONG);
  }

  @Test
  void addsOnlyWhereThereIsNothing() {
    var cache = cache();

    assertThat(cache.add("key", ONE, LONG)).isTrue();
    assertThat(cache.add("key", TWO, LONG)).isFalse();
    assertThat(cache.find("key").orElseThrow().value()).isEqualTo(ONE);
  }

  @Test
  void replacesOnlyWhereThereIsSomething() {
    var cache = cache();

    assertThat(cache.replace("key", ONE, LONG)).isFalse();
    assertThat(cache.find("key")).isEmpty();
    cache.set("key", ONE, LONG);
    assertThat(cache.replace("key", TWO, LONG)).isTrue();
    assertThat(cache.find("key").orElseThrow().value()).isEqualTo(TWO);
  }

  @Test
  void deletesOnce() {
    var cache = cache();
    cache.set("key", ONE, LONG);
    cache.delete("key");
    cache.delete("key");

    assertThat(cache.find("key")).isEmpty();
    assertThat(cache.replace("key", TWO, LONG)).isFalse();
  }

  @Test
  void deletesAllThatBeginsSoAndNothingElse() {
    var cache = cache();
    var keys = IntStream.range(0, 3000).mapToObj(number -> "site[1]*:" + number).toList();
    var others = List.of("site[1]", "site1*:1", "site[1]x:1", "Site[1]*:1");
    keys.forEach(key -> cache.set(key, ONE, LONG));
    others.forEach(key -> cache.set(key, TWO, LONG));

    cache.deleteAll("site[1]*:");
    cache.deleteAll("nothing");

    assertThat(cache.valuesOf(keys)).isEmpty();
    assertThat(cache.valuesOf(others)).containsOnlyKeys(others);
  }

  @Test
  void whatLastsForNoTimeIsNotKept() {
    var cache = cache();
    cache.set("key", ONE, LONG);

    assertThat(cache.add("other", ONE, Duration.ZERO)).isTrue();
    assertThat(cache.find("other")).isEmpty();
    assertThat(cache.add("key", ONE, Duration.ZERO)).isFalse();
    assertThat(cache.replace("key", ONE, Duration.ofSeconds(-1))).isTrue();
    assertThat(cache.find("key")).isEmpty();
    cache.set("key", ONE, LONG);
    cache.set("key", ONE, Duration.ofSeconds(-1));
    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void letsOneOfManyAdd() throws Exception {
    var cache = cache();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var racers =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(i -> () -> cache.add("key", Bytes.utf8("" + i), LONG))
              .toList();

      var winners = 0;
      for (var racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }
}
