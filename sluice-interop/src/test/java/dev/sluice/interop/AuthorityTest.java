package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.interop.Neighbours.Person;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a session or a token at one site ends it at the other, and its sockets here. */
@OnEachDatabase
final class AuthorityTest {

  /**
   * For the check itself and the way to the client, on a machine that is busy with something else.
   */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Neighbours neighbours;
  private final Django django;
  private final Browser browser = new Browser();

  AuthorityTest(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.django = neighbours.django();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aLogoutAtDjangoEndsTheSocketHere() throws Exception {
    logIn(neighbours.madeByDjango());
    try (var socket = talk(front())) {
      browser.post(django.at("/accounts/logout/"), Map.of());
      expectEnd(socket, front());
    }
  }

  @Test
  void aPasswordChangedOnDjangosPageEndsTheSocketsOfOtherSessionsHere() throws Exception {
    var person = neighbours.madeByDjango();
    logIn(person);
    try (var socket = talk(front());
        var another = new Browser()) {
      another.logInAtDjango(neighbours, person.name());
      var fields =
          Map.of("old_password", Neighbours.PASSWORD, "new_password1", "n", "new_password2", "n");
      another.submit(django.at("/accounts/password_change/"), fields);
      expectEnd(socket, front());
      assertThat(another.knock(front())).isEqualTo(101);
    }
  }

  @Test
  void aDeactivationInDjangoEndsTheSocketHere() throws Exception {
    var person = neighbours.madeHere();
    logIn(person);
    try (var socket = talk(front())) {
      django.ask("deactivate", person.name());
      expectEnd(socket, front());
    }
  }

  @Test
  void aSessionThatDjangoDeletesEndsTheSocketHere() throws Exception {
    assertThat(browser.logInHere(neighbours, neighbours.madeHere().name())).isEqualTo(200);
    try (var socket = talk(front())) {
      django.ask("delete_session", browser.sessionKey());
      expectEnd(socket, front());
    }
  }

  @Test
  void aUserWhomDjangoDeletesLosesTheSocketsOfSessionAndTokenHere() throws Exception {
    var person = neighbours.madeHere();
    var byToken = byToken(neighbours.site().tokens().of(person.id()).key());
    logIn(person);
    try (var socket = talk(front());
        var another = talk(byToken)) {
      django.ask("delete_user", person.name());
      expectEnd(socket, front());
      expectEnd(another, byToken);
    }
  }

  @Test
  void aTokenThatDjangoDeletesEndsTheSocketHere() throws Exception {
    var person = neighbours.madeByDjango();
    var byToken = byToken(django.ask("token", person.name()).asString());
    try (var socket = talk(byToken)) {
      django.ask("delete_token", person.name());
      expectEnd(socket, byToken);
    }
  }

  @Test
  void aLogoutHereEndsTheSessionInDjango() throws Exception {
    logIn(neighbours.madeByDjango());
    var key = browser.sessionKey();
    assertThat(browser.post(neighbours.here("/accounts/logout/"), Map.of()).statusCode())
        .isEqualTo(200);
    expectNobodyInDjango();
    assertThat(django.ask("has_session", key).asBoolean()).isFalse();
  }

  @Test
  void aNewPasswordSetHereEndsTheSessionInDjango() throws Exception {
    var person = neighbours.madeByDjango();
    logIn(person);
    neighbours.site().users().setPassword(person.id(), "another");
    expectNobodyInDjango();
  }

  @Test
  void aDeactivationHereEndsTheSessionInDjango() throws Exception {
    var person = neighbours.madeByDjango();
    logIn(person);
    neighbours.site().users().setActive(person.id(), false);
    expectNobodyInDjango();
  }

  @Test
  void aUserDeletedHereIsGoneInDjangoWithSessionAndToken() throws Exception {
    var person = neighbours.madeByDjango();
    var token = django.ask("token", person.name()).asString();
    logIn(person);
    try (var socket = talk(front());
        var another = talk(byToken(token))) {
      neighbours.site().users().delete(person.id());

      expectEnd(socket, front());
      expectEnd(another, byToken(token));
    }
    expectNobodyInDjango();
    assertThat(django.ask("has_user", person.name()).asBoolean()).isFalse();
    assertThat(browser.get(django.at("/api/whoami/"), token).statusCode()).isEqualTo(401);
  }

  private void logIn(Person person) throws Exception {
    browser.logInAtDjango(neighbours, person.name());
    assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
  }

  /** Opens a socket that answers. */
  private Socket talk(URI target) throws Exception {
    var socket = browser.open(target);
    socket.say("{\"command\": \"Who am I ?\"}");
    assertThat(socket.next()).contains("username");
    return socket;
  }

  /** Checks come at most an interval apart, a random part of which is left out. */
  private void expectEnd(Socket socket, URI target) throws Exception {
    var ended = System.nanoTime();
    assertThat(socket.next()).isEqualTo("closed 4401");
    assertThat(Duration.ofNanos(System.nanoTime() - ended))
        .isLessThan(Neighbours.REVALIDATION.plus(MARGIN));
    assertThat(browser.knock(target)).isEqualTo(401);
  }

  private void expectNobodyInDjango() throws Exception {
    assertThat(browser.whoInDjango(neighbours)).containsExactly("", "");
  }

  private URI front() {
    return neighbours.here("/front/");
  }

  private URI byToken(String key) {
    return neighbours.here("/?token=" + key);
  }
}
