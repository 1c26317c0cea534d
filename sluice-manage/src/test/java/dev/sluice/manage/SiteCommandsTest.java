package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.SessionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about the site as a whole, and what holds for every command. */
final class SiteCommandsTest {

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void versionSaysWhatThisIs() {
    assertThat(shell.run("--version").out())
        .matches("Sluice [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(Java [0-9.]+, .*\\)\n");
  }

  @Test
  void helpListsEveryCommandWithExamples() {
    assertThat(shell.run("--help").out())
        .contains("demo", "runserver", "migrate", "createsuperuser", "changepassword")
        .contains("drf_create_token", "clearsessions", "check", "print-config")
        .contains("Examples:")
        .contains("  migrate           Make the tables.\n")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "runserver",
        "migrate",
        "createsuperuser",
        "changepassword",
        "drf_create_token",
        "clearsessions",
        "check",
        "print-config"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    var outcome = shell.run(command, "--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Usage: sluice " + command, "Example", "--config=FILE");
  }

  @Test
  void whatCannotBeUnderstoodIsOneLineAndCode2() {
    assertThat(shell.run("migrat"))
        .isEqualTo(
            new Shell.Outcome(
                2, "", "sluice: Unmatched argument at index 0: 'migrat' (see sluice --help)\n"));
    assertThat(shell.run("migrate", "--fast"))
        .isEqualTo(
            new Shell.Outcome(
                2, "", "sluice: Unknown option: '--fast' (see sluice migrate --help)\n"));
    assertThat(shell.run())
        .isEqualTo(new Shell.Outcome(2, "", "sluice: which command? (see sluice --help)\n"));
  }

  @Test
  void migrateMakesTheTablesOnceAndSaysSo() {
    var first = shell.run("migrate");
    var second = shell.run("migrate");

    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Applied auth.0001_initial\n", "Applied authtoken.0001_initial\n")
        .endsWith("Migrated sqlite:///%s.\n".formatted(folder.resolve("sluice.sqlite3")));
    assertThat(second.out()).startsWith("Nothing to do: sqlite:///");
    assertThat(folder.resolve("sluice.sqlite3")).exists();
  }

  @Test
  void aTraceIsShownOnlyToThoseWhoWantIt() {
    assertThat(shell.run("clearsessions").err()).hasLineCount(1).doesNotContain("\tat ");
    assertThat(shell.run("clearsessions", "-v").err()).contains("\tat dev.sluice.");
    assertThat(shell.logLevels).containsExactly(LogLevel.WARN, LogLevel.DEBUG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runserver", "clearsessions", "createsuperuser"})
  void aDatabaseThatIsNotMigratedIsNamedWithTheWayOut(String command) {
    assertThat(shell.run(command, "--set", "bind=127.0.0.1:0").err())
        .startsWith("sluice: the database sqlite:///" + folder)
        .contains("migrate");
    assertThat(folder.resolve("sluice.sqlite3")).doesNotExist();
  }

  @Test
  void clearsessionsDeletesWhatHasExpired() {
    shell.run("migrate");
    try (var site = shell.site()) {
      var now = Instant.now();
      site.sessionStore().insert(session("a", now.minus(Duration.ofHours(1))));
      site.sessionStore().insert(session("b", now.plus(Duration.ofHours(1))));
    }

    assertThat(shell.run("clearsessions").out()).isEqualTo("Deleted 1 expired sessions.\n");
    assertThat(shell.run("clearsessions").out()).isEqualTo("Deleted 0 expired sessions.\n");
  }

  @Test
  void checkFindsNothingInASoundSite() {
    shell.run("migrate");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "example.com");

    assertThat(shell.run("check"))
        .isEqualTo(new Shell.Outcome(0, "Checked: 0 errors, 0 warnings.\n", ""));
  }

  @Test
  void checkFindsWhatKeepsASiteFromWorking() {
    shell.environment.remove("SLUICE_SECRET_KEY");

    var outcome = shell.run("check");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("error: there is no secret key: set SLUICE_SECRET_KEY"),
            line -> assertThat(line).startsWith("error: allowed_hosts is empty"),
            line -> assertThat(line).startsWith("error: the database sqlite:///"));
    assertThat(outcome.out()).isEqualTo("Checked: 3 errors, 0 warnings.\n");
  }

  @Test
  void checkWarnsOfWhatShouldNotStay() {
    shell.run("migrate");
    shell.environment.put("SLUICE_SECRET_KEY", "short");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "*");
    shell.environment.put("SLUICE_DEBUG", "true");
    shell.environment.put("SLUICE_BIND", "0.0.0.0:8000");
    shell.environment.put("SLUICE_ALOWED_HOSTS", "a");

    var outcome = shell.run("check");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("warning: the secret key can be guessed"),
            line -> assertThat(line).startsWith("warning: allowed_hosts has \"*\""),
            line -> assertThat(line).startsWith("warning: debug is true while others can connect"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "warning: the environment variable SLUICE_ALOWED_HOSTS is none of Sluice's"
                            + " (did you mean SLUICE_ALLOWED_HOSTS?)"));
  }

  @Test
  void checkReportsADatabaseThatCannotBeUsed() throws IOException {
    Files.writeString(folder.resolve("sluice.sqlite3"), "this is no database, but a longer text");

    assertThat(shell.run("check").err()).contains("error: could not ").contains("sluice.sqlite3");
    assertThat(
            shell.run("check", "--set", "database_url=postgresql://u:secret@127.0.0.1:1/x").err())
        .contains("error: ", "postgresql")
        .doesNotContain("secret@");
  }

  private static SessionRecord session(String letter, Instant expires) {
    return new SessionRecord(letter.repeat(32), Map.of(), expires);
  }
}
