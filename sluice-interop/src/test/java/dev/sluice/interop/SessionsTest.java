package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  void theCookieOfALoginHereIsTheOneThatDjangoSets() throws Exception {
    var person = neighbours.madeByDjango();
    try (var another = new Browser()) {
      var theirs = another.logInAtDjango(neighbours, person.name()).previousResponse();
      var fields = Browser.credentials(person.name(), Neighbours.PASSWORD);
      browser.get(neighbours.here("/accounts/whoami/"));
      var ours = browser.post(neighbours.here("/accounts/login/"), fields);

      assertThat(attributes(ours)).isEqualTo(attributes(theirs.orElseThrow()));
    }
  }

  /** Those of the session's cookie, without what is different each time. */
  private static Set<String> attributes(HttpResponse<?> answer) {
    var cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .map(String::strip)
            .filter(it -> it.startsWith("sessionid="))
            .findFirst()
            .orElseThrow()
            .replaceFirst("=[a-z0-9]{32};", "=KEY;")
            .replaceFirst("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "DATE");
    assertThat(cookie).contains("=KEY;", "=DATE");
    return Set.of(cookie.toLowerCase(Locale.ROOT).split("; "));
  }

  @Test
  void aLoginOnASocketHereBecomesThatUserInDjangoByAClaimCode() throws Exception {
    var person = neighbours.madeByDjango();
    browser.get(neighbours.here("/accounts/whoami/"));
    try (var door = browser.open(neighbours.here("/door/"))) {
      door.say(person.name());
      door.say(Neighbours.PASSWORD);
      var claim = neighbours.here("/claim/");
      var code = Map.of("code", door.next());
      assertThat(browser.postFrom("https://evil.example", claim, code).statusCode()).isEqualTo(403);
      assertThat(browser.whoInDjango(neighbours)).containsExactly("", "");
      assertThat(browser.post(claim, code).statusCode()).isEqualTo(204);
    }
    assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
  }

  @Test
  void aSessionUnderAFormerSecretKeyGoesOnHereAndFromThenOnInDjango() throws Exception {
    var django = neighbours.django();
    var person = neighbours.madeByDjango();
    var key = django.ask("log_in_under", Neighbours.FORMER_SECRET_KEY, person.name()).asString();
    browser.take(django.at("/"), key);
    assertThat(browser.whoInDjango(neighbours)).containsExactly("", "");

    assertThat(browser.knock(neighbours.here("/front/"))).isEqualTo(101);

    assertThat(browser.whoInDjango(neighbours)).containsExactly(person.name(), person.name());
    assertThat(browser.sessionKey()).isEqualTo(key);
  }

  @Test
  void nobodyIsNobodyAtBoth() throws Exception {
    assertThat(browser.whoInDjango(neighbours)).containsExactly("", "");
    assertThat(browser.get(neighbours.here("/accounts/whoami/"))).isEqualTo("{\"username\":null}");
  }
}
