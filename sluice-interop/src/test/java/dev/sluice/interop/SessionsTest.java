package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is logged in at one site is logged in at the other. */
@OnEachDatabase
final class SessionsTest {

  private final Neighbours neighbours;
  private final Browser browser = new Browser();

  SessionsTest(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aLoginOnDjangosPageOpensASocketHereAsThatUser() throws Exception {
    var person = neighbours.madeByDjango();
    assertThat(browser.knock(neighbours.here("/front/"))).isEqualTo(401);

    browser.logInAtDjango(neighbours, person.name());

    assertThat(browser.get(neighbours.here("/accounts/whoami/")))
        .isEqualTo("{\"username\":\"%s\"}", person.name());
    try (var socket = browser.open(neighbours.here("/front/"))) {
      socket.say("{\"command\": \"Who am I ?\"}");
      assertThat(socket.next()).contains("\"username\":\"%s\"".formatted(person.name()));
    }
  }

  @Test
  void aLoginHereIsThatUserInDjangosViewsAndConsumers() throws Exception {
    var person = neighbours.madeHere();
    assertThat(browser.logInHere(neighbours, person.name())).isEqualTo(200);
    assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
  }

  @Test
  void aLoginOnASocketHereBecomesThatUserInDjangoByAClaimCode() throws Exception {
    var person = neighbours.madeByDjango();
    browser.get(neighbours.here("/accounts/whoami/"));
    try (var door = browser.open(neighbours.here("/door/"))) {
      door.say(person.name());
      door.say(Neighbours.PASSWORD);
      var claimed = browser.post(neighbours.here("/claim/"), Map.of("code", door.next()));
      assertThat(claimed.statusCode()).isEqualTo(204);
    }
    assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
  }

  @Test
  void nobodyIsNobodyAtBoth() throws Exception {
    assertThat(browser.whoInDjango(neighbours)).containsExactly("", "");
    assertThat(browser.get(neighbours.here("/accounts/whoami/"))).isEqualTo("{\"username\":null}");
  }
}
