package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** createsuperuser, changepassword and drf_create_token on a real SQLite file. */
final class UserCommandsTest {

  private static final String GOOD = "mola-tibu-gave-riso";

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  @BeforeEach
  void migrate() {
    shell = new Shell(folder);
    assertThat(shell.run("migrate").code()).isZero();
  }

  @Test
  void aSuperuserIsMadeByAskingForEverything() {
    var terminal = new ScriptedTerminal("admin", "Admin@Example.COM", GOOD, GOOD);

    var outcome = shell.run(terminal, "createsuperuser");

    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(0, "Created superuser admin, with a token.\n", ""));
    assertThat(terminal.prompts).containsExactly("Username: ", "E-mail address (may be empty): ");
    assertThat(terminal.secretPrompts).containsExactly("Password: ", "Password (again): ");
    try (var site = shell.site()) {
      var account = site.users().findByUsername("admin").orElseThrow();
      assertThat(account.isSuperuser()).isTrue();
      assertThat(account.isStaff()).isTrue();
      assertThat(account.email()).isEqualTo("Admin@example.com");
      assertThat(site.tokens().find(account.id())).isPresent();
    }
    assertThat(canLogIn("admin", GOOD)).isTrue();
  }

  @Test
  void aSuperuserOfASiteWithoutTokensHasNone() throws Exception {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    new DjangoBeside(elsewhere).migrate();
    shell = new Shell(elsewhere);
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", GOOD);

    assertThat(shell.run("createsuperuser", "--no-input", "-u", "root"))
        .isEqualTo(
            new Shell.Outcome(
                0,
                "Created superuser root, without a token, since the site has no app"
                    + " rest_framework.authtoken.\n",
                ""));
    assertThat(canLogIn("root", GOOD)).isTrue();
    assertThat(shell.run("drf_create_token", "root").err()).contains("rest_framework.authtoken");
  }

  @Test
  void whenASuperuserJoinedIsWrittenInTheSitesZone() {
    var zone = ZoneId.of("Asia/Shanghai");
    shell.environment.put("SLUICE_TIME_ZONE", zone.getId());
    var began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    create("alice");
    try (var site = shell.site()) {
      var written =
          site.database()
              .call(
                  "look",
                  statements ->
                      statements.all(row -> row.text(1), "SELECT date_joined FROM auth_user"));
      var local = LocalDateTime.parse(written.getFirst().replace(' ', 'T'));
      assertThat(local.atZone(zone).toInstant()).isBetween(began, Instant.now());
      var alice = site.users().findByUsername("alice").orElseThrow();
      assertThat(alice.dateJoined()).isEqualTo(local.atZone(zone).toInstant());
    }
  }

  @Test
  void anEmptyAnswerTakesTheNameOfWhoeverRunsIt() {
    shell.environment.put("USER", "root");
    var terminal = new ScriptedTerminal("", "", GOOD, GOOD);

    assertThat(shell.run(terminal, "createsuperuser").out()).contains("superuser root");
    assertThat(terminal.prompts).first().isEqualTo("Username (empty for root): ");
  }

  @Test
  void aTakenOrBadNameIsAskedForAgain() {
    create("admin");
    var terminal = new ScriptedTerminal("admin", "a b", "second", "", GOOD, GOOD);

    var outcome = shell.run(terminal, "createsuperuser");

    assertThat(outcome.err())
        .contains("the username \"admin\" is taken")
        .contains("the username is \"a b\" (expected: 1 to 150 letters");
    assertThat(outcome.out()).contains("superuser second");
  }

  @Test
  void aBadAddressIsAskedForAgain() {
    var terminal = new ScriptedTerminal("admin", "nowhere", "a@b.example", GOOD, GOOD);

    assertThat(shell.run(terminal, "createsuperuser").err())
        .contains("e-mail address is \"nowhere\"");
    assertThat(terminal.hasAnswersLeft()).isFalse();
  }

  @Test
  void twoDifferentPasswordsAreAskedForAgain() {
    var terminal = new ScriptedTerminal("admin", "", GOOD, "other", "  ", "  ", GOOD, GOOD);

    var outcome = shell.run(terminal, "createsuperuser");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("not the same").contains("cannot be blank");
  }

  @Test
  void aWeakPasswordIsTakenOnlyFromSomebodyWhoInsists() {
    var terminal =
        new ScriptedTerminal("admin", "", "password", "password", "n", "12345", "12345", "y");

    var outcome = shell.run(terminal, "createsuperuser");

    assertThat(outcome.code()).isZero();
    assertThat(terminal.prompts)
        .contains("Bypass password validation and create user anyway? [y/N]: ");
    assertThat(outcome.err()).isNotEmpty();
    assertThat(canLogIn("admin", "12345")).isTrue();
  }

  @Test
  void threeUselessPasswordsEndIt() {
    var terminal = new ScriptedTerminal("admin", "", "a", "b", "a", "b", "a", "b", GOOD, GOOD);

    var outcome = shell.run(terminal, "createsuperuser");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).endsWith("sluice: no password after 3 attempts; nothing changed\n");
  }

  @Test
  void endOfInputCancels() {
    var outcome = shell.run(new ScriptedTerminal("admin"), "createsuperuser");

    assertThat(outcome).isEqualTo(new Shell.Outcome(1, "", "sluice: cancelled; nothing changed\n"));
  }

  @Test
  void withoutATerminalItSaysWhatToGive() {
    assertThat(shell.run("createsuperuser").err())
        .isEqualTo(
            "sluice: there is no terminal to ask at: give --no-input and --username, and the"
                + " password in SLUICE_SUPERUSER_PASSWORD\n");
  }

  @Test
  void nothingIsAskedWithNoInput() {
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", GOOD);

    var outcome =
        shell.run("createsuperuser", "--no-input", "--username", "admin", "--email", "a@b.example");

    assertThat(outcome.code()).isZero();
    assertThat(canLogIn("admin", GOOD)).isTrue();
  }

  @Test
  void djangosVariablesAreUnderstood() {
    shell.environment.put("DJANGO_SUPERUSER_USERNAME", "django");
    shell.environment.put("DJANGO_SUPERUSER_EMAIL", "d@example.com");
    shell.environment.put("DJANGO_SUPERUSER_PASSWORD", GOOD);

    assertThat(shell.run("createsuperuser", "--noinput").code()).isZero();
    assertThat(canLogIn("django", GOOD)).isTrue();
  }

  @Test
  void noInputNamesWhatIsMissing() {
    assertThat(shell.run("createsuperuser", "--no-input").err())
        .isEqualTo("sluice: --no-input needs --username NAME (or SLUICE_SUPERUSER_USERNAME)\n");
    assertThat(shell.run("createsuperuser", "--no-input", "--username", "a").err())
        .isEqualTo("sluice: --no-input needs a password (or SLUICE_SUPERUSER_PASSWORD)\n");
  }

  @Test
  void aTakenNameIsAnError() {
    create("admin");

    var outcome = shell.run("createsuperuser", "--no-input", "--username", "admin");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("sluice: the username \"admin\" is taken");
  }

  @Test
  void changepasswordChangesIt() {
    create("admin");
    var other = "riso-gave-tibu-mola";

    var outcome = shell.run(new ScriptedTerminal(other, other), "changepassword", "admin");

    assertThat(outcome.out())
        .endsWith("Changed the password of admin; their sessions have ended.\n");
    assertThat(canLogIn("admin", GOOD)).isFalse();
    assertThat(canLogIn("admin", other)).isTrue();
  }

  @Test
  void changepasswordTakesNoWeakOne() {
    create("admin");
    var terminal = new ScriptedTerminal("1234", "1234", "admin", "admin", "password", "password");

    assertThat(shell.run(terminal, "changepassword", "admin").code()).isEqualTo(1);
    assertThat(canLogIn("admin", GOOD)).isTrue();
  }

  @Test
  void changepasswordOfNobodyIsAnError() {
    assertThat(shell.run(new ScriptedTerminal(), "changepassword", "nobody").err())
        .startsWith("sluice: there is no user \"nobody\" in sqlite:////");
  }

  @Test
  void aTokenStaysTheSameUntilItIsReset() {
    create("admin");

    var first = shell.run("drf_create_token", "admin").out();
    var second = shell.run("drf_create_token", "admin").out();
    var reset = shell.run("drf_create_token", "-r", "admin").out();

    assertThat(first).matches("Generated token [0-9a-f]{40} for user admin\n").isEqualTo(second);
    assertThat(reset).matches("Generated token [0-9a-f]{40} for user admin\n").isNotEqualTo(first);
    assertThat(shell.run("drf_create_token", "nobody").code()).isEqualTo(1);
  }

  private void create(String name) {
    shell.environment.put("SLUICE_SUPERUSER_PASSWORD", GOOD);
    assertThat(shell.run("createsuperuser", "--no-input", "--username", name).code()).isZero();
  }

  private boolean canLogIn(String name, String password) {
    try (var site = shell.site()) {
      return site.authentication().authenticate(name, password).isPresent();
    }
  }
}
