package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.redis.RealRedis;
import dev.sluice.sessions.SessionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A site and a real Django on the same database and the same session engine, told by words only.
 */
final class EnginesTest {

  private static final String PASSWORD = "pass-word";

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);
  private DjangoBeside django = new DjangoBeside(folder);
  private RealRedis redis;

  @BeforeEach
  void open() throws Exception {
    redis = RealRedis.in(folder);
    shell = new Shell(folder);
    django = new DjangoBeside(folder);
    shell.environment.put("SLUICE_SESSIONS_COOKIE_NAME", "seat");
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", PASSWORD);
    shell.environment.put("SLUICE_CACHE_SOCKET_TIMEOUT", "30s");
    shell.run("migrate");
    shell.run("createsuperuser", "--no-input", "-u", "alice");
  }

  @AfterEach
  void stop() {
    try (var _ = redis) {} // null where there is none
  }

  @ParameterizedTest
  @EnumSource(SessionEngine.class)
  void everyEngineIsSharedWithDjangoByConfigurationAlone(SessionEngine engine) throws Exception {
    use(engine);

    try (var site = shell.site()) {
      var visitor = new Visitor(site);
      var ours = visitor.logIn("alice", PASSWORD);
      assertThat(django.whose(ours)).isEqualTo("alice");
      assertThat(visitor.nameOnSocket(ours)).isEqualTo("alice");
      assertThat(visitor.nameOnSocket(django.logIn("alice"))).isEqualTo("alice");
      assertThat(visitor.nameOnSocket(ours + "x")).isEmpty();

      visitor.logOut();

      var isOver = engine != SessionEngine.SIGNED_COOKIES;
      assertThat(django.whose(ours)).isEqualTo(isOver ? "" : "alice");
      assertThat(visitor.nameOnSocket(ours)).isEqualTo(isOver ? "" : "alice");
    }
    assertThat(shell.run("check", "--set", "allowed_hosts=example.com").err()).isEmpty();
  }

  @Test
  void aNewSecretKeyLogsNobodyOutHereOrInDjango() throws Exception {
    var key = Shell.SECRET_KEY.replace('0', '9');
    use(SessionEngine.DB);
    var cookie = django.logIn("alice");

    shell.environment.put("SLUICE_SECRET_KEY", key);
    shell.environment.put("SLUICE_SECRET_KEY_FALLBACKS", Shell.SECRET_KEY);
    assertThat(nameOnSocket(cookie)).isEqualTo("alice");

    shell.environment.remove("SLUICE_SECRET_KEY_FALLBACKS");
    django.set("secret_key", key);
    assertThat(nameOnSocket(cookie)).isEqualTo("alice");
    assertThat(django.whose(cookie)).isEqualTo("alice");
  }

  @Test
  void sessionsFromBeforeDjango31AreReadOnlyIfTheSiteSaysSo() throws Exception {
    use(SessionEngine.DB);
    django.set("hashing", "sha1");
    var old = django.logIn("alice");

    assertThat(nameOnSocket(old)).isEmpty();
    shell.environment.put("SLUICE_DEFAULT_HASHING_ALGORITHM", "sha1");
    assertThat(nameOnSocket(old)).isEqualTo("alice");
  }

  /** Such a Django takes nothing that is signed in another way. */
  @ParameterizedTest
  @EnumSource(SessionEngine.class)
  void aDjangoThatSignsWithSha1KnowsWhomWeLogInAndKeepsWhomWeHaveSeen(SessionEngine engine)
      throws Exception {
    use(engine);
    django.set("hashing", "sha1");
    shell.environment.put("SLUICE_DEFAULT_HASHING_ALGORITHM", "sha1");
    var theirs = django.logIn("alice");

    try (var site = shell.site()) {
      var visitor = new Visitor(site);
      assertThat(visitor.nameOnSocket(theirs)).isEqualTo("alice");
      assertThat(django.whose(theirs)).isEqualTo("alice");
      var ours = visitor.logIn("alice", PASSWORD);
      assertThat(django.whose(ours)).isEqualTo("alice");
      assertThat(visitor.nameOnSocket(ours)).isEqualTo("alice");
    }
  }

  @Test
  void allUsersMayComeInWhereTheSiteSaysSo() throws Exception {
    var backend = "django.contrib.auth.backends.AllowAllUsersModelBackend";
    use(SessionEngine.DB);
    django.set("backend", backend);
    shell.environment.put("SLUICE_AUTHENTICATION_BACKENDS", backend);

    try (var site = shell.site()) {
      var alice = site.users().findByUsername("alice").orElseThrow();
      site.users().setActive(alice.id(), false);
      var visitor = new Visitor(site);
      assertThat(django.whose(visitor.logIn("alice", PASSWORD))).isEqualTo("alice");
      assertThat(visitor.nameOnSocket(django.logIn("alice"))).isEqualTo("alice");
    }
    shell.environment.remove("SLUICE_AUTHENTICATION_BACKENDS");
    try (var site = shell.site()) {
      assertThat(site.authentication().authenticate("alice", PASSWORD)).isEmpty();
      assertThat(new Visitor(site).nameOnSocket(django.logIn("alice"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SessionEngine.class,
      names = {"DB", "CACHED_DB", "FILE"})
  void clearsessionsDeletesWhatHasExpired(SessionEngine engine) {
    use(engine);
    try (var site = shell.site()) {
      site.sessionStore().insert(session("a", Instant.now().minus(Duration.ofHours(1))));
      site.sessionStore().insert(session("b", Instant.now().plus(Duration.ofHours(1))));
    }

    assertThat(shell.run("clearsessions").out()).isEqualTo("Deleted 1 expired sessions.\n");

    try (var site = shell.site()) {
      assertThat(site.sessionStore().find("b".repeat(32))).isPresent();
    }
    assertThat(folder.resolve("seat" + "a".repeat(32))).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "cache,Nothing to do: a cache forgets sessions by itself.",
    "signed_cookies,Nothing to do: the clients keep their sessions."
  })
  void clearsessionsHasNothingToDoWhereSessionsEndByThemselves(String engine, String words)
      throws Exception {
    use(SessionEngine.named(engine));
    Files.delete(folder.resolve("sluice.sqlite3"));

    assertThat(shell.run("clearsessions")).isEqualTo(new Shell.Outcome(0, words + "\n", ""));
  }

  private String nameOnSocket(String cookie) {
    try (var site = shell.site()) {
      return new Visitor(site).nameOnSocket(cookie);
    }
  }

  private void use(SessionEngine engine) {
    shell.environment.put(
        "SLUICE_SESSIONS_ENGINE", "django.contrib.sessions.backends." + engine.word());
    shell.environment.put("SLUICE_SESSIONS_FILE_PATH", ".");
    shell.environment.put("SLUICE_CACHE_LOCATION", redis.url());
    shell.environment.put("SLUICE_CACHE_KEY_PREFIX", "site");
    shell.environment.put("SLUICE_CACHE_VERSION", "3");
    django.set("engine", engine.word());
    django.set("redis", redis.url());
  }

  private static SessionRecord session(String letter, Instant expires) {
    return new SessionRecord(letter.repeat(32), Map.of(), expires);
  }
}
