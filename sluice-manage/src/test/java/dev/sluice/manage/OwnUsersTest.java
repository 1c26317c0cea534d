package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose users are in a table of a real Django site's own, told by words only. */
final class OwnUsersTest {

  private static final String PASSWORD = "pass-word";

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);
  private DjangoBeside django = new DjangoBeside(folder);

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    django = new DjangoBeside(folder);
    django.set("users", "people.Person");
    shell.environment.put("SLUICE_ALLOWED_HOSTS", "example.com");
    shell.environment.put("SLUICE_SESSIONS_COOKIE_NAME", "seat");
    shell.environment.put("SLUICE_USERS_TABLE", "people_person");
    shell.environment.put("SLUICE_USERS_ID_COLUMN", "key");
    shell.environment.put("SLUICE_USERS_ID_TYPE", "uuid");
    shell.environment.put("SLUICE_USERS_USERNAME_COLUMN", "email");
    shell.environment.put(
        "SLUICE_USERS_COLUMNS",
        "first_name,is_active,is_staff,is_superuser,date_joined,last_login");
  }

  @Test
  void theirUsersLogInHereAndOursThere() throws Exception {
    django.migrate();
    var key = django.createUser("alice@example.com", PASSWORD);

    try (var site = shell.site()) {
      var visitor = new Visitor(site);
      var ours = visitor.logIn("alice@example.com", PASSWORD);
      assertThat(django.whose(ours)).isEqualTo("alice@example.com");
      assertThat(visitor.nameOnSocket(django.logIn("alice@example.com")))
          .isEqualTo("alice@example.com");
      var alice = site.userStore().findByUsername("alice@example.com").orElseThrow().user();
      assertThat(alice.id()).isEqualTo(UUID.fromString(key).toString());
      assertThat(site.permissions().of(alice).permissions()).isEmpty();
      site.users().setPassword(alice.id(), "another");
      assertThat(django.whose(ours)).isEmpty();
    }
    assertThat(shell.run("check")).isEqualTo(checked(0));
    assertThat(shell.run("migrate").out()).startsWith("Nothing to do: ");
  }

  @Test
  void checkNamesAColumnThatIsNotThere() throws Exception {
    django.migrate();
    shell.environment.put("SLUICE_USERS_COLUMNS", "last_name");

    assertThat(shell.run("check").err()).startsWith("error: ").contains("last_name");
  }

  @Test
  void onlyTheSiteMakesItsTable() {
    assertThat(shell.run("migrate").err())
        .startsWith("sluice: the database sqlite:///")
        .contains("does not exist yet");
    shell.run("migrate", "--set", "users.table=auth_user");

    assertThat(shell.run("migrate").err())
        .contains("has no table people_person")
        .contains("manage.py migrate");
  }

  private static Shell.Outcome checked(int errors) {
    return new Shell.Outcome(0, "Checked: %d errors, 0 warnings.\n".formatted(errors), "");
  }
}
