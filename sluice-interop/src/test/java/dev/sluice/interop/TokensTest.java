package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token of one site is a token of the other. */
@OnEachDatabase
final class TokensTest {

  private final Neighbours neighbours;
  private final Django django;
  private final Browser browser = new Browser();

  TokensTest(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.django = neighbours.django();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aTokenOfDjangosLoginOpensASocketHere() throws Exception {
    var person = neighbours.madeByDjango();
    var fields = Browser.credentials(person.name(), Neighbours.PASSWORD);
    var login = browser.post(django.at("/api/login/"), fields).body();
    assertThat(browser.post(neighbours.here("/api/login/"), fields).body())
        .isEqualToIgnoringWhitespace(login);
    var key = django.ask("token", person.name()).asString();
    assertThat(login).contains(key);
    try (var socket = browser.open(neighbours.here("/?token=" + key))) {
      socket.say("{\"command\": \"Who am I ?\"}");
      assertThat(socket.next()).contains("\"username\":\"%s\"".formatted(person.name()));
    }
  }

  @Test
  void aTokenOfTheLoginHereIsGoodInDjangoUntilItIsTakenAwayHere() throws Exception {
    var person = neighbours.madeHere();
    var fields = Browser.credentials(person.name(), Neighbours.PASSWORD);
    var login = browser.post(neighbours.here("/api/login/"), fields).body();
    var tokens = neighbours.site().tokens();
    var key = tokens.of(person.id()).key();
    assertThat(login).contains(key);
    var theirs = django.ask("token", neighbours.madeByDjango().name()).asString();
    assertThat(List.of(key, theirs)).allMatch(it -> it.matches("[0-9a-f]{40}"));
    var whoami = django.at("/api/whoami/");
    assertThat(browser.get(whoami, key).body()).isEqualTo("{\"username\":\"%s\"}", person.name());

    tokens.delete(person.id());

    assertThat(browser.get(whoami, key).statusCode()).isEqualTo(401);
  }
}
