package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.django.CacheSessionStore;
import dev.sluice.django.CacheSettings;
import dev.sluice.django.CachedDbSessionStore;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionRecord;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engines {@code cache} and {@code cached_db} in a Redis that a Django uses too. */
final class SessionsInRedisTest {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final CacheSettings SETTINGS = new CacheSettings("site", 3);
  private static final String IN_CACHE = "site:3:django.contrib.sessions.cache" + KEY;
  private static final String IN_CACHED_DB = "site:3:django.contrib.sessions.cached_db" + KEY;

  @TempDir private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final InMemorySessionStore database = new InMemorySessionStore(clock);
  private RealRedis redis;
  private RedisSessionCache cache;
  private CacheSessionStore sessions;
  private CachedDbSessionStore cached;
  private DjangoInRedis django;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    cache = RedisSessionCache.at(redis.url(), Duration.ofSeconds(30));
    sessions = new CacheSessionStore(cache, SETTINGS, clock);
    cached = new CachedDbSessionStore(database, cache, SETTINGS, clock);
    django = new DjangoInRedis(redis);
  }

  @AfterEach
  void stop() {
    try (var _ = redis;
        var _ = cache) {} // null where the start has failed
  }

  @Test
  void djangoReadsOurSession() throws Exception {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("_auth_user_id", "1");
    values.put("cart", List.of(1, -2.5, 1L << 40, "Zo\u00eb", true));
    values.put("nothing", null);
    sessions.insert(new SessionRecord(KEY, values, clock.instant().plusSeconds(600)));

    var answer = django.get(IN_CACHE);

    assertThat(answer.getFirst())
        .isEqualTo(
            "{\"_auth_user_id\": \"1\", \"cart\": [1, -2.5, 1099511627776, \"Zo\\u00eb\", true],"
                + " \"nothing\": null}");
    assertThat(Integer.parseInt(answer.getLast())).isBetween(590, 600);
  }

  @Test
  void weReadDjangosSession() throws Exception {
    django.set(IN_CACHE, "{\"_auth_user_id\": \"7\", \"cart\": [1, {\"deep\": null}]}", 600);

    var session = sessions.find(KEY).orElseThrow();

    assertThat(session.values()).containsEntry("_auth_user_id", "7");
    assertThat(session.values().get("cart")).hasToString("[1, {deep=null}]");
    assertThat(Duration.between(clock.instant(), session.expires()))
        .isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
    assertThat(cached.find(KEY)).isEmpty();
  }

  @Test
  void aSessionThatWasDeletedStaysDeleted() {
    var session = record("value");
    sessions.insert(session);
    sessions.delete(KEY);

    assertThat(sessions.update(session)).isFalse();
    assertThat(sessions.find(KEY)).isEmpty();
  }

  @Test
  void aCopyIsReadFromTheCacheAndGoesWithItsSession() throws Exception {
    cached.insert(record("value"));
    assertThat(django.get(IN_CACHED_DB).getFirst()).isEqualTo("{\"value\": 1}");
    django.set(IN_CACHED_DB, "{\"from\": \"django\"}", 600);
    assertThat(cached.find(KEY).orElseThrow().values()).containsEntry("from", "django");

    cached.delete(KEY);

    assertThat(cache.find(IN_CACHED_DB)).isEmpty();
    assertThat(cached.find(KEY)).isEmpty();
  }

  @Test
  void theDatabaseServesWhileRedisIsAway() {
    var session = record("value");
    cached.insert(session);
    redis.close();

    assertThat(cached.find(KEY)).contains(session);
    assertThat(cached.update(record("changed"))).isTrue();
    assertThat(cached.find(KEY)).contains(record("changed"));
  }

  @Test
  void tenThousandSessionsAreFiveCommandsAndOneQuestionToTheDatabase() {
    var keys = IntStream.range(0, 10_000).mapToObj("%032d"::formatted).toList();
    keys.forEach(key -> sessions.insert(new SessionRecord(key, Map.of("value", key), END)));
    var before = commands();
    assertThat(sessions.valuesOf(keys))
        .hasSize(10_000)
        .containsEntry(keys.get(7), Map.of("value", keys.get(7)));
    assertThat(commands() - before).isEqualTo(5);

    cached.insert(record("copied"));
    database.insert(new SessionRecord(keys.get(7), Map.of("stored", 1), END));
    assertThat(cached.valuesOf(List.of(KEY, keys.get(7), keys.get(8))))
        .isEqualTo(Map.of(KEY, Map.of("copied", 1), keys.get(7), Map.of("stored", 1)));
    redis.close();
    assertThat(cached.valuesOf(List.of(KEY, keys.get(8)))).containsOnlyKeys(KEY);
  }

  /** How many commands Redis itself has counted, without those that ask it so. */
  private long commands() {
    try (var client = RedisClient.create(redis.url());
        var connection = client.connect()) {
      return connection
          .sync()
          .info("commandstats")
          .lines()
          .filter(line -> line.startsWith("cmdstat_") && !isAbout(line))
          .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=([0-9]+),.*", "$1")))
          .sum();
    }
  }

  private static boolean isAbout(String line) {
    return line.matches("cmdstat_(info|select|hello|client|ping|command).*");
  }

  private static SessionRecord record(String name) {
    return new SessionRecord(KEY, Map.of(name, 1), END);
  }

  private static final java.time.Instant END = java.time.Instant.parse("2999-01-01T00:00:00Z");
}
