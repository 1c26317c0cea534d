package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that a site shares with a Django: what they take, refuse and show. */
final class SharedSettingsTest {

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "example.com");
    shell.run("migrate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cached_db", "django.contrib.sessions.backends.cached_db", " CACHED_DB "})
  void anEngineHasItsNameInDjangoOrAShortOne(String name) {
    assertThat(SessionEngine.named(name)).isEqualTo(SessionEngine.CACHED_DB);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sessions.engine|memcached|one of db, cached_db, cache, signed_cookies, file, or what"
            + " Django calls it, such as django.contrib.sessions.backends.db",
        "default_hashing_algorithm|md5|sha256 or sha1",
        "authentication_backends|shop.Backend|a list of django.contrib.auth.backends.ModelBackend"
            + " and django.contrib.auth.backends.AllowAllUsersModelBackend; a program passes others"
            + " to Authentication.of",
        "users.id_type|text|one of int, bigint, uuid",
        "users.columns|nickname|a list of some of first_name, last_name, is_active, is_staff,"
            + " is_superuser, date_joined, last_login",
        "tokens.keyword|two words|one word such as Token or Bearer",
        "jwt.algorithm|none|one of HS, RS, PS or ES with 256, 384 or 512, such as HS256",
        "cache.version|-1|a whole number from 0 to 2147483647"
      })
  void aBadValueIsNamedWithWhatWasExpected(String key, String value, String expected) {
    assertThat(shell.run("print-config", "--set", key + "=" + value).err())
        .isEqualTo(
            "sluice: %s is \"%s\", from command line, --set %s (expected: %s)\n"
                .formatted(key, value, key, expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memcached://me:hush@host:1",
        "redis://me:hush@host:1/1?db=2",
        "redis://me:hush@one:1,redis://two:1",
        "redis:/hush",
        "hush me"
      })
  void aCacheThatIsNoRedisIsRefusedAndNotShown(String url) {
    assertThat(shell.run("print-config", "--set", "cache.location=" + url).err())
        .isEqualTo(
            "sluice: cache.location is \"********\", from command line, --set cache.location (expected: %s)\n"
                .formatted(CacheUrl.EXPECTED));
  }

  @Test
  void whatBelongsTogetherIsChecked() {
    assertThat(shell.run("check", "--set", "jwt.user_id_field=phone").err())
        .isEqualTo(
            "sluice: jwt.user_id_field is \"phone\" (expected: id, username, email; for another,"
                + " pass JwtAuthentication a UserStore that looks there, and tell"
                + " JwtIssuer.withUserId)\n");
    assertThat(
            shell
                .run("check", "--set", "jwt.signing_key=a", "--set", "jwt.signing_key_file=b")
                .err())
        .isEqualTo(
            "sluice: jwt.signing_key and jwt.signing_key_file are both set (expected: one of"
                + " them)\n");
    assertThat(shell.run("check", "--set", "users.table=").err())
        .contains("the table of the users is \"\" (expected: 1 to 64 characters");
  }

  @Test
  void checkFindsWhatAnEngineLacks() {
    assertThat(shell.run("check", "--set", "sessions.engine=cache").err())
        .startsWith("error: sessions.engine is cache, and there is no cache: set cache.location");
    assertThat(
            shell
                .run(
                    "check",
                    "--set",
                    "sessions.engine=cached_db",
                    "--set",
                    "cache.location=redis://me:hush@127.0.0.1:1/0")
                .err())
        .contains("error: could not find a session in Redis at 127.0.0.1:1")
        .doesNotContain("hush");
    assertThat(
            shell
                .run("check", "--set", "sessions.engine=file", "--set", "sessions.file_path=none")
                .err())
        .startsWith("error: could not open the folder of sessions in " + folder.resolve("none"));
  }

  @Test
  void runserverSaysSoAtOnce() {
    assertThat(shell.run("runserver", "0", "--set", "sessions.engine=cache").err())
        .startsWith("sluice: sessions.engine is cache, and there is no cache");
  }

  @Test
  void secretsAreMasked() {
    shell.environment.put("SLUICE_JWT_SIGNING_KEY", "signing-secret");
    shell.environment.put("SLUICE_CACHE_LOCATION", "rediss://me:hush@host:6380/2");

    assertThat(shell.run("print-config").out())
        .contains("# signing_key = \"********\"")
        .contains("# location = \"rediss://***@host:6380/2\"")
        .doesNotContain("signing-secret", "hush");
  }

  @Test
  void aPublicKeyOfManyLinesIsPrintedOnOne() {
    shell.environment.put("SLUICE_JWT_VERIFYING_KEY", "-----BEGIN\r\n\tline\n");

    assertThat(shell.run("print-config").out())
        .contains("verifying_key = \"-----BEGIN\\r\\n\\tline\\n\" ");
  }

  @Test
  void theWordBeforeATokenIsTheSites() {
    shell.environment.put("SLUICE_TOKENS_KEYWORD", "Bearer");
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", "pass-word");
    shell.run("createsuperuser", "--no-input", "-u", "alice");

    try (var site = shell.site()) {
      var key = site.tokens().of("1").key();
      assertThat(Visitor.nameUnder(site.tokenHeader(), "Bearer " + key, "/")).isEqualTo("alice");
      assertThat(Visitor.nameUnder(site.tokenHeader(), "Token " + key, "/")).isEmpty();
    }
  }

  @Test
  void anEngineWithoutRowsNeedsNoTableForThem() {
    try (var site = shell.site()) {
      site.database()
          .call("drop a table", statements -> statements.update("DROP TABLE django_session"));
    }

    assertThat(shell.run("check").err()).contains("no table django_session");
    assertThat(shell.run("check", "--set", "sessions.engine=signed_cookies").err()).isEmpty();
  }
}
