package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.ModelBackend;
import dev.sluice.django.CacheSettings;
import dev.sluice.django.UserTable;
import dev.sluice.jwt.JwtConfig;
import dev.sluice.server.ServerConfig;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.web.CorsConfig;
import dev.sluice.web.CsrfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void withoutAnybodySayingAnythingDefaultsHold() {
    assertThat(line("bind")).isEqualTo("bind = \"127.0.0.1:8000\" # default");
    assertThat(line("debug")).isEqualTo("debug = false # default");
    assertThat(line("database_url"))
        .isEqualTo("database_url = \"sqlite:///sluice.sqlite3\" # default");
    assertThat(line("max_body")).isEqualTo("max_body = \"2560 KiB\" # default");
  }

  @Test
  void theFileWinsOverTheDefault() throws IOException {
    file("sluice.toml", "bind = \"127.0.0.1:1\"\n");

    assertThat(line("bind")).isEqualTo("bind = \"127.0.0.1:1\" # " + folder.resolve("sluice.toml"));
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    file("sluice.toml", "bind = \"127.0.0.1:1\"\n");
    shell.environment.put("SLUICE_BIND", "127.0.0.1:2");

    assertThat(line("bind")).isEqualTo("bind = \"127.0.0.1:2\" # environment variable SLUICE_BIND");
  }

  @Test
  void aFlagWinsOverTheEnvironment() {
    shell.environment.put("SLUICE_BIND", "127.0.0.1:2");

    assertThat(line("bind", "--set", "bind=127.0.0.1:3"))
        .isEqualTo("bind = \"127.0.0.1:3\" # command line, --set bind");
  }

  @Test
  void aFileMayBeNamedByVariableOrFlagAndTheFlagWins() throws IOException {
    file("one.toml", "log_level = \"warn\"\n");
    file("two.toml", "log_level = \"error\"\n");
    shell.environment.put("SLUICE_CONFIG", "one.toml");

    assertThat(line("log_level")).startsWith("log_level = \"warn\"");
    assertThat(line("log_level", "--config", "two.toml")).startsWith("log_level = \"error\"");
  }

  @Test
  void aNamedFileMustExist() {
    assertThat(shell.run("print-config", "--config", "none.toml").err())
        .isEqualTo(
            "sluice: there is no configuration file %s: create it, or name another with --config or SLUICE_CONFIG\n"
                .formatted(folder.resolve("none.toml")));
  }

  @Test
  void aListIsSeparatedByCommasInTheEnvironmentAndIsATomlListInAFile() throws IOException {
    file("sluice.toml", "trusted_origins = [\"https://a.example\", \"https://b.example\"]\n");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "a.example, .b.example");

    assertThat(line("trusted_origins"))
        .startsWith("trusted_origins = [\"https://a.example\", \"https://b.example\"] ");
    assertThat(line("allowed_hosts"))
        .startsWith("allowed_hosts = [\"a.example\", \".b.example\"] ");
  }

  @Test
  void anEmptyVariableIsAnEmptyList() throws IOException {
    file("sluice.toml", "allowed_hosts = [\"a.example\"]\n");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "");

    assertThat(line("allowed_hosts")).startsWith("allowed_hosts = [] ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alowed_hosts = []|unknown key alowed_hosts (did you mean allowed_hosts?)",
        "[http]\\nidle_timout = 5|unknown key http.idle_timout (did you mean http.idle_timeout?)",
        "zzzzzzz = 1|unknown key zzzzzzz (\"sluice print-config\" lists all there are)",
        "http = 5|http is a table (expected: a line [http] and its keys below)",
        "allowed_hosts = [[1]]|allowed_hosts holds a table or a list too many (expected: one value,"
            + " or a list of values)"
      })
  void aKeyNobodyKnowsIsAnErrorThatNamesIt(String text, String message) throws IOException {
    file("sluice.toml", text.replace("\\n", "\n"));

    var outcome = shell.run("print-config");

    assertThat(outcome.err())
        .isEqualTo("sluice: %s: %s\n".formatted(folder.resolve("sluice.toml"), message));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void whatIsNoTomlIsAnErrorThatNamesTheLine() throws IOException {
    file("sluice.toml", "debug = true\nbind = 127.0.0.1:8000\n");

    assertThat(shell.run("print-config").err())
        .startsWith("sluice: %s is not TOML at line 2, ".formatted(folder.resolve("sluice.toml")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debug|maybe|true or false",
        "http.idle_timeout|soon|a time such as 500ms, 20s, 5m, 2h or 14d (a bare number is"
            + " seconds)",
        "http.idle_timeout|0|a time such as 500ms, 20s, 5m, 2h or 14d (a bare number is seconds)",
        "http.max_body|5 GiB|a size of at least 0 bytes, such as 65536 or 64 KiB",
        "websocket.max_frame|1|a size of at least 125 bytes, such as 65536 or 64 KiB",
        "passwords.iterations|0|a whole number from 1 to 10000000",
        "time_zone|Atlantis|a time zone such as Europe/Berlin",
        "log_level|loud|one of off, error, warn, info, debug, trace",
        "bind|there|a port, or an address and a port, such as 8000, 0.0.0.0:8000, [::1]:8000 or"
            + " localhost:0",
        "cors.allowed_origins|example.com|a list of origins such as https://example.com"
      })
  void aBadValueNamesKeyValueSourceAndWhatWasExpected(String key, String value, String expected) {
    var outcome = shell.run("print-config", "--set", key + "=" + value);

    assertThat(outcome.err())
        .isEqualTo(
            "sluice: %s is \"%s\", from command line, --set %s (expected: %s)\n"
                .formatted(key, value, key, expected));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void anEmptyFormerKeyIsRefusedSinceEverybodyKnowsIt() throws IOException {
    file("sluice.toml", "secret_key = \"present\"\nsecret_key_fallbacks = [\"former\", \"\"]\n");

    assertThat(shell.run("print-config").err())
        .contains("secret_key_fallbacks", "(expected: a list of keys, none of them empty)")
        .doesNotContain("former");
  }

  @Test
  void anUnknownDatabaseUrlNamesItsSource() {
    shell.environment.put("SLUICE_DATABASE_URL", "oracle://scott:tiger@host/db");

    assertThat(shell.run("migrate").err())
        .startsWith(
            "sluice: database_url, from environment variable SLUICE_DATABASE_URL: the database URL"
                + " has the scheme \"oracle\"")
        .doesNotContain("tiger");
  }

  @Test
  void secretsAreMaskedAndTheirLinesAreComments() {
    shell.environment.put("SLUICE_SECRET_KEY_FALLBACKS", "old-secret-key");
    shell.environment.put("SLUICE_DATABASE_URL", "postgresql://user:pass-word@host/db");

    var text = shell.run("print-config").out();

    assertThat(text)
        .contains("# secret_key = \"********\"")
        .contains("# secret_key_fallbacks = \"********\"")
        .contains("# database_url = \"postgresql://user:***@host:5432/db\"")
        .doesNotContain("0123456789abcdef", "old-secret-key", "pass-word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "60s", "1m", "60000ms", " 1 M "})
  void timesHaveUnits(String text) {
    assertThat(Kinds.DURATION.parser().apply(new Raw.Text(text))).hasSeconds(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1048576", "1024 KiB", "1MiB", "1 mib"})
  void sizesHaveUnits(String text) {
    assertThat(Kinds.size(0).parser().apply(new Raw.Text(text))).isEqualTo(1 << 20);
  }

  @Test
  void everyDefaultIsAValueOfItsOwnSetting() {
    var defaults = Values.of(List.of());

    assertThat(Catalogue.ALL).allSatisfy(setting -> assertThat(defaults.get(setting)).isNotNull());
    var config = SiteConfig.read(defaults, folder);
    assertThat(config.server()).isEqualTo(ServerConfig.defaults());
    assertThat(config.csrf()).isEqualTo(CsrfConfig.defaults());
    assertThat(config.sessions()).isEqualTo(SessionConfig.defaults());
    assertThat(config.auth().users()).isEqualTo(UserTable.django());
    assertThat(config.auth().backends()).containsExactly(ModelBackend.PATH);
    assertThat(config.storage().engine()).isEqualTo(SessionEngine.DB);
    assertThat(config.storage().cacheNames()).isEqualTo(CacheSettings.defaults());
    assertThat(config.jwt().config("x".repeat(50)))
        .usingRecursiveComparison()
        .ignoringFields("keys")
        .isEqualTo(JwtConfig.djangoDefaults("x".repeat(50)));
    assertThat(config.cors()).hasToString(CorsConfig.defaults().toString());
  }

  @Test
  void whatIsPrintedCanBeReadAgain() throws IOException {
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "a.example");
    var first = shell.run("print-config").out();
    shell.environment.remove("SLUICE_ALLOWED_HOSTS");
    file("again.toml", first);

    var second = shell.run("print-config", "--config", "again.toml");

    assertThat(second.err()).isEmpty();
    assertThat(second.out().replaceAll(" +#.*", "")).isEqualTo(first.replaceAll(" +#.*", ""));
  }

  private String line(String key, String... flags) {
    var args = new ArrayList<>(List.of(flags));
    args.addFirst("print-config");
    var outcome = shell.run(args.toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    return outcome
        .out()
        .lines()
        .filter(line -> line.startsWith(key + " ="))
        .findFirst()
        .orElseThrow()
        .replaceAll(" +#", " #");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
