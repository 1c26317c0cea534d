package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Django's other engines and ours on the same folder, cookie and cache. */
final class RealDjangoEnginesTest {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final Map<String, @Nullable Object> VALUES =
      Map.of("_auth_user_id", "1", "Zo\u00eb", List.of(1, "two", 3.5));

  @TempDir private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final SessionConfig config = SessionConfig.defaults();
  private final SecretKeys keys = SecretKeys.of(RealDjango.SECRET_KEY);
  private RealDjango django;

  @BeforeEach
  void start() throws Exception {
    django = RealDjango.on(folder.resolve("site.db"));
  }

  @AfterEach
  void stop() throws Exception {
    django.close();
  }

  @Test
  void filesAreGoodOnBothSides() throws Exception {
    var files = files(clock);
    files.insert(record(clock.instant().plus(config.age())));
    assertThat(loaded("file", KEY)).isEqualTo(VALUES);

    var theirs = saved("file");
    assertThat(files.find(theirs).orElseThrow().values()).isEqualTo(VALUES);
    assertThat(
            files.update(
                new SessionRecord(theirs, Map.of("a", 1), clock.instant().plus(config.age()))))
        .isTrue();
    assertThat(loaded("file", theirs)).isEqualTo(Map.of("a", 1));

    django.ask("delete_session", "engine", "file", "key", theirs);
    assertThat(files.find(theirs)).isEmpty();
    assertThat(
            files.update(
                new SessionRecord(
                    theirs, Map.of(), Instant.MAX.minusSeconds(1).minus(config.age()))))
        .isFalse();
    files.delete(KEY);
    assertThat(loaded("file", KEY)).isEqualTo(Map.of());
  }

  @Test
  void expiredFilesAreClearedAndLiveOnesAreLeftByBoth() throws Exception {
    var theirs = saved("file");
    files(clock).insert(record(clock.instant().minusSeconds(1)));
    assertThat(loaded("file", KEY)).isEqualTo(Map.of());
    files(clock).insert(record(clock.instant().minusSeconds(1)));
    django.ask("clear_engine", "engine", "file");
    assertThat(Files.exists(folder.resolve("sessionid" + KEY))).isFalse();
    files(clock).insert(record(clock.instant().minusSeconds(1)));
    assertThat(files(clock).clearExpired()).isEqualTo(1);
    assertThat(files(clock).find(theirs)).isPresent();
    assertThat(files(Clock.offset(clock, Duration.ofDays(15))).find(theirs)).isEmpty();
  }

  @Test
  void signedCookiesAreGoodOnBothSides() throws Exception {
    var cookies = new SignedCookieSessionStore(keys, config, clock);
    var ours = cookies.keyOf(record(clock.instant()));
    assertThat(loaded("signed_cookies", ours)).isEqualTo(VALUES);
    assertThat(cookies.find(saved("signed_cookies")).orElseThrow().values()).isEqualTo(VALUES);
  }

  /** Debian's Django has no Redis; its cache in memory has the same names and the same pickles. */
  @Test
  void cachedSessionsAreGoodOnBothSides() throws Exception {
    var cache = new InMemorySessionCache(clock);
    var sessions = new CacheSessionStore(cache, CacheSettings.defaults(), clock);
    var ourName = CacheSettings.defaults().name("cache", KEY);
    sessions.insert(record(clock.instant().plusSeconds(600)));
    var ours = cache.find(ourName).orElseThrow().value().toArray();
    django.ask("put_cached", "name", ourName, "hex_text", HexFormat.of().formatHex(ours));
    assertThat(loaded("cache", KEY)).isEqualTo(VALUES);

    var theirs = saved("cache");
    var theirName = CacheSettings.defaults().name("cache", theirs);
    var pickle = HexFormat.of().parseHex(django.ask("cached", "name", theirName).asString());
    cache.set(theirName, Bytes.copyOf(pickle), Duration.ofMinutes(1));
    assertThat(sessions.find(theirs).orElseThrow().values()).isEqualTo(VALUES);
  }

  /** Django 3.2 cannot put a date into JSON; seconds, 0 and none mean the same to both. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 300, 99_999_999})
  void djangoAndWeCountTheSameAge(int seconds) throws Exception {
    Map<String, @Nullable Object> values =
        seconds < 0 ? Map.of() : Map.of("_session_expiry", seconds);
    var key = "k".repeat(32);
    var codec = new SessionCodec(keys, clock);
    new FileSessionStore(folder, config, codec, clock)
        .insert(new SessionRecord(key, values, clock.instant().plusSeconds(3600)));

    var age = django.ask("expiry_age", "engine", "file", "key", key);

    assertThat(config.lifetime(values, clock.instant()))
        .isEqualTo(Duration.ofSeconds(age.get(0).asLong()));
    assertThat(age.get(1).asBoolean()).isEqualTo(seconds == 0);
  }

  private SessionStore files(Clock at) {
    return new FileSessionStore(folder, config, new SessionCodec(keys, at), at);
  }

  private static SessionRecord record(Instant expires) {
    return new SessionRecord(KEY, VALUES, expires);
  }

  private String saved(String engine) throws Exception {
    return django.ask("save_session", "engine", engine, "values", VALUES).asString();
  }

  private @Nullable Object loaded(String engine, String key) throws Exception {
    return PythonJson.parse(django.ask("load_session", "engine", engine, "key", key).toString());
  }
}
