package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.Session;
import dev.sluice.testing.WebSocketCommunicator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GetUserTest {

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void getUserSeesWhatTheStoreHasNow() {
    assertThat(nameAfter(() -> {})).isEqualTo("ann");
    assertThat(nameAfter(() -> site.people.put("1", "anna", "plain$anns", true))).isEqualTo("anna");
  }

  /** Transcript ws-session: Channels still returns the user there. */
  @Test
  void getUserNoticesALogoutElsewhere() {
    assertThat(nameAfter(() -> site.sessions.delete(key))).isEmpty();
    assertThat(site.sessions.find(key)).isEmpty();
  }

  @Test
  void getUserNoticesThatTheSessionHasExpired() {
    assertThat(nameAfter(() -> site.clock.tick(Duration.ofDays(14)))).isEmpty();
  }

  @Test
  void getUserFlushesTheSessionThatRemembersAnotherPassword() {
    assertThat(nameAfter(() -> site.people.put("1", "ann", "plain$other", true))).isEmpty();
    assertThat(site.sessions.find(key)).isEmpty();
  }

  @Test
  void getUserKeepsTheSessionOfADeactivatedUser() {
    assertThat(nameAfter(() -> site.people.put("1", "ann", "plain$anns", false))).isEmpty();
    assertThat(site.sessions.find(key)).isPresent();
  }

  @Test
  void getUserNoticesThatTheUserIsGone() {
    assertThat(nameAfter(() -> site.people.remove("1"))).isEmpty();
  }

  @Test
  void getUserNoticesThatTheTokenIsGone() {
    var token = site.token("2");
    try (var socket = site.withToken(token)) {
      assertThat(answer(socket, "getUser")).isEqualTo("ben");
      site.grants.remove(token);
      assertThat(answer(socket, "identity")).isEqualTo("ben");
      assertThat(answer(socket, "getUser")).isEmpty();
      assertThat(answer(socket, "identity")).isEmpty();
    }
  }

  /** The token stays good, but this socket has done with it. */
  @Test
  void getUserBringsNobodyBackWhoHasLoggedOut() {
    var token = site.token("2");
    try (var socket = site.withToken(token);
        var another = site.withToken(token)) {
      assertThat(answer(socket, "logout")).isEmpty();
      assertThat(answer(socket, "getUser")).isEmpty();
      assertThat(answer(another, "getUser")).isEqualTo("ben");
    }
  }

  @Test
  void getUserKnowsALoginThatIsStillToBeSaved() {
    site.onPage(
        key,
        scope -> {
          Auth.login(scope, site.authenticated("2"));
          assertThat(Auth.getUser(scope).username()).isEqualTo("ben");
          Auth.logout(scope);
          assertThat(Auth.getUser(scope).username()).isEmpty();
        });
  }

  @Test
  void getUserKeepsWhatIsStillToBeSaved() {
    site.onPage(
        key,
        scope -> {
          Session.of(scope).put("cart", 3);
          assertThat(Auth.getUser(scope).username()).isEqualTo("ann");
        });

    assertThat(site.sessions.find(key).orElseThrow().values()).containsEntry("cart", 3);
  }

  private String nameAfter(Runnable change) {
    try (var socket = site.withSession(key)) {
      assertThat(answer(socket, "getUser")).isEqualTo("ann");
      change.run();
      return answer(socket, "getUser");
    }
  }

  private static String answer(WebSocketCommunicator socket, String question) {
    socket.send(question);
    return socket.receiveText();
  }
}
