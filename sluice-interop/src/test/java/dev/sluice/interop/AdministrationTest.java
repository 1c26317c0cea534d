package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.django.NewUser;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Django's administration, at work on our users. */
@OnEachDatabase
final class AdministrationTest {

  private final Neighbours neighbours;
  private final Browser browser = new Browser();

  AdministrationTest(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void itLogsInWhomCreatesuperuserMade() throws Exception {
    var root = Neighbours.newName();
    neighbours.manage(
        Map.of("SLUICE_SUPERUSER_PASSWORD", Neighbours.PASSWORD),
        "createsuperuser",
        "--no-input",
        "--username",
        root,
        "--email",
        "root@example.com");
    browser.submit(
        neighbours.django().at("/admin/login/"), Browser.credentials(root, Neighbours.PASSWORD));
    assertThat(browser.get(neighbours.django().at("/admin/")))
        .contains("Site administration", "Users");
  }

  @Test
  void aUserWhomItMadeLogsInHere() throws Exception {
    var root = Neighbours.newName();
    neighbours.site().users().create(NewUser.superuser(root, "", Neighbours.PASSWORD));
    browser.logInAtDjango(neighbours, root);
    var name = Neighbours.newName();
    browser.submit(
        neighbours.django().at("/admin/auth/user/add/"),
        Map.of(
            "username", name, "password1", Neighbours.PASSWORD, "password2", Neighbours.PASSWORD));
    try (var another = new Browser()) {
      assertThat(another.logInHere(neighbours, name)).isEqualTo(200);
    }
  }
}
