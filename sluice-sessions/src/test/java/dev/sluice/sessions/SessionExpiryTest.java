package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SessionExpiryTest {

  private final Site site = Site.ofDefaults();

  @Test
  void aSessionLastsForItsOwnTime() {
    var answer = visit(session -> session.setExpiry(Duration.ofMinutes(5)));

    assertThat(stored(answer).values()).containsEntry("_session_expiry", 300);
    assertThat(stored(answer).expires()).isEqualTo(Site.NOW.plusSeconds(300));
    assertThat(cookie(answer)).contains("expires=Sun, 22 Nov 2026 10:05:00 GMT", "Max-Age=300;");
  }

  @Test
  void aSessionLastsUntilADate() {
    var answer = visit(session -> session.setExpiry(Instant.parse("2026-11-22T11:00:00Z")));

    assertThat(stored(answer).values())
        .containsEntry("_session_expiry", "2026-11-22T11:00:00+00:00");
    assertThat(stored(answer).expires()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(cookie(answer)).contains("expires=Sun, 22 Nov 2026 11:00:00 GMT", "Max-Age=3600;");
  }

  @Test
  void aDateIsKeptToTheMicrosecond() {
    var answer = visit(session -> session.setExpiry(Site.NOW.plusNanos(2_000_100_999)));

    assertThat(stored(answer).values())
        .containsEntry("_session_expiry", "2026-11-22T10:00:02.000100+00:00");
    assertThat(cookie(answer)).contains("Max-Age=2;");
  }

  @Test
  void aSessionEndsWithTheBrowser() {
    var answer = visit(Session::expireAtBrowserClose);

    assertThat(stored(answer).values()).containsEntry("_session_expiry", 0);
    assertThat(stored(answer).expires()).isEqualTo(Site.NOW.plus(Duration.ofDays(14)));
    assertThat(cookie(answer)).doesNotContain("expires", "Max-Age");
  }

  @Test
  void aSessionReturnsToThePolicy() {
    var answer =
        visit(
            session -> {
              session.setExpiry(Duration.ofMinutes(5));
              session.expireByPolicy();
              session.put("cart", 1);
            });

    assertThat(stored(answer).values()).doesNotContainKey("_session_expiry");
    assertThat(cookie(answer)).contains("Max-Age=1209600;");
  }

  @Test
  void aSessionLastsLongerThanThePolicyWhereThatEndsWithTheBrowser() {
    var closing = Site.of(SessionConfig.defaults().withExpireAtBrowserClose(true));
    var answer = closing.answer(200, session -> session.setExpiry(Duration.ofDays(30)));

    assertThat(cookie(answer)).contains("Max-Age=2592000;");
  }

  @Test
  void aSessionTellsWhenItEnds() {
    visit(
        session -> {
          assertThat(session.expiryAge()).isEqualTo(Duration.ofDays(14));
          assertThat(session.expiresAtBrowserClose()).isFalse();
          session.setExpiry(Duration.ofSeconds(90));
          assertThat(session.expiryAge()).isEqualTo(Duration.ofSeconds(90));
          session.setExpiry(Site.NOW.minusSeconds(1));
          assertThat(session.expiryAge()).isEqualTo(Duration.ofSeconds(-1));
          session.expireAtBrowserClose();
          assertThat(session.expiresAtBrowserClose()).isTrue();
          assertThat(session.expiryAge()).isEqualTo(Duration.ofDays(14));
          session.flush();
        });
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    visit(
        session -> {
          assertThatThrownBy(() -> session.setExpiry(Duration.ofMillis(999)))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("PT0.999S (expected: 1 to");
          assertThatThrownBy(() -> session.setExpiry(Duration.ofDays(100 * 365)))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  private HttpAnswer visit(Consumer<Session> page) {
    return site.answer(200, page);
  }

  private SessionRecord stored(HttpAnswer answer) {
    return site.store().find(site.keyIn(answer).orElseThrow()).orElseThrow();
  }

  private static String cookie(HttpAnswer answer) {
    return answer.headers().first("Set-Cookie").orElseThrow();
  }
}
