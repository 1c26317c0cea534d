package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Django's arithmetic: {@code set_expiry} takes any number, and dates to the microsecond. */
  @ParameterizedTest
  @CsvSource({
    "300, 2026-11-22T10:05:00Z, 300",
    "3153600000, 2126-10-29T10:00:00Z, 3153600000",
    "1.5, 2026-11-22T10:00:01.500Z, 1",
    "-1, 2026-11-22T09:59:59Z, -1",
    "1e300, 2026-12-06T10:00:00Z, 1209600",
    "-1e11, 2026-12-06T10:00:00Z, 1209600",
    "NaN, 2026-12-06T10:00:00Z, 1209600",
    "2026-11-22T11:00:00.600000+00:00, 2026-11-22T11:00:00.600Z, 3600",
    "2026-11-22T11:00:00.600000, 2026-11-22T11:00:00.600Z, 3600",
    "2026-11-22T11:00:00.600000+02:00, 2026-11-22T09:00:00.600Z, -3600",
    "tomorrow, 2026-12-06T10:00:00Z, 1209600",
  })
  void aSessionThatDjangoWroteEndsWhenDjangoSays(String own, String end, long age) {
    var clock = Clock.fixed(Site.NOW, ZoneOffset.UTC);
    var values = Map.<String, @Nullable Object>of("_session_expiry", value(own));
    var expiry = new SessionExpiry(SessionConfig.defaults(), clock);

    assertThat(expiry.end(values)).isEqualTo(end);
    assertThat(expiry.age(values)).isEqualTo(Duration.ofSeconds(age));
    assertThat(expiry.endsWithBrowser(values)).isFalse();
  }

  /** A number as the stores read it, or else a text. */
  private static Object value(String own) {
    try {
      return own.matches("-?[0-9]+") ? (Object) Long.valueOf(own) : Double.valueOf(own);
    } catch (NumberFormatException e) {
      return own;
    }
  }

  @Test
  void zeroIsZeroForFloatsToo() {
    var expiry = new SessionExpiry(SessionConfig.defaults(), Clock.fixed(Site.NOW, ZoneOffset.UTC));
    var values = Map.<String, @Nullable Object>of("_session_expiry", 0.0);

    assertThat(expiry.endsWithBrowser(values)).isTrue();
    assertThat(expiry.age(values)).isEqualTo(Duration.ofDays(14));
  }

  @Test
  void aDateThatPythonDoesNotHaveIsRefused() {
    visit(
        session -> {
          session.setExpiry(Instant.parse("9999-12-31T23:59:59.999999999Z"));
          assertThatThrownBy(() -> session.setExpiry(Instant.parse("+10000-01-01T00:00:00Z")))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("+10000-01-01T00:00:00Z (expected: a time from 0001-01-01");
        });
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
