package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.django.Argon2Cost;
import dev.sluice.django.PasswordFormat;
import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PasswordSettings;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Passwords that one site has stored are good at the other, and their rows are left alone. */
@OnEachDatabase
final class PasswordsTest {

  private final Neighbours neighbours;
  private final Django django;

  PasswordsTest(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.django = neighbours.django();
  }

  @Test
  void djangoLeavesARowAloneThatWeWroteWithItsOwnDefaults() throws Exception {
    var person = neighbours.madeHere();
    var row = row(person.name());
    try (var browser = new Browser()) {
      browser.logInAtDjango(neighbours, person.name());
      assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
    }
    assertThat(row(person.name())).isEqualTo(row);
    assertThat(django.ask("authenticate", person.name(), "wrong").isNull()).isTrue();
  }

  @Test
  void everyKindOfRowThatDjangoWritesLogsInHereAndIsLeftAlone() throws Exception {
    var algorithms = algorithms();
    assertThat(algorithms).hasSize(hashersOf(django.ask("version").asString()));
    for (var algorithm : algorithms) {
      var name = Neighbours.newName();
      django.ask("create_user", name, Neighbours.PASSWORD, algorithm);
      var row = row(name);
      try (var browser = new Browser()) {
        assertThat(browser.logInHere(neighbours, name)).as(algorithm).isEqualTo(200);
      }
      assertThat(row(name)).as(algorithm).isEqualTo(row);
    }
  }

  /** Django's rule is its own: what is not as a new password would be, it writes anew. */
  @Test
  void everyKindOfRowThatWeWriteLogsInAtDjangoAndThenHereAgain() throws Exception {
    var users = neighbours.site().users();
    var person = neighbours.madeHere();
    for (var algorithm : algorithms()) {
      var encoded = encoded(PasswordFormat.named(algorithm));
      assertThat(users.replacePassword(person.id(), row(person.name()), encoded)).isTrue();
      assertThat(django.ask("authenticate", person.name(), Neighbours.PASSWORD).asString(""))
          .as(algorithm)
          .isEqualTo(person.name());
    }
    assertThat(neighbours.site().hasher().verify(Neighbours.PASSWORD, row(person.name()))).isTrue();
  }

  private static String encoded(PasswordFormat format) {
    var cheap =
        PasswordSettings.besideDjango()
            .withFormats(List.of(format))
            .withPbkdf2Iterations(1000)
            .withArgon2(new Argon2Cost(1, 64, 2))
            .withBcryptRounds(4);
    return new PasswordHashers(cheap, new SecureRandom()).encode(Neighbours.PASSWORD);
  }

  /** Django 4.0 has scrypt too, 5.0 no crypt, and 5.1 only one of the four fast ones. */
  private static int hashersOf(String version) {
    var numbers = version.split("\\.", 3);
    var series = Integer.parseInt(numbers[0]) * 10 + Integer.parseInt(numbers[1]);
    if (series < 40) {
      return 10;
    }
    if (series < 50) {
      return 11;
    }
    return series < 51 ? 10 : 7;
  }

  private List<String> algorithms() throws Exception {
    return django.ask("algorithms").valueStream().map(JsonNode::asString).toList();
  }

  private String row(String name) throws Exception {
    return django.ask("row", name).asString();
  }
}
