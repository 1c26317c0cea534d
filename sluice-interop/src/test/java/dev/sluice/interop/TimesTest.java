package dev.sluice.interop;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one site writes down of a moment the other reads as the same moment, to the microsecond. */
@OnEachDatabase
final class TimesTest {

  private static final Duration TWO_WEEKS = Duration.ofDays(14);

  private final Neighbours neighbours;
  private final Browser browser = new Browser();
  private Instant began = Instant.MIN;

  TimesTest(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @BeforeEach
  void begin() {
    began = neighbours.site().clock().instant().truncatedTo(MICROS);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void whenSomebodyJoinedAndLoggedInHere() throws Exception {
    var name = neighbours.madeHere().name();
    assertThat(browser.logInHere(neighbours, name)).isEqualTo(200);
    expectTheSameTimes(name);
  }

  @Test
  void whenSomebodyJoinedAndLoggedInAtDjango() throws Exception {
    var name = neighbours.madeByDjango().name();
    browser.logInAtDjango(neighbours, name);
    expectTheSameTimes(name);
  }

  @Test
  void whenASessionOfOursEnds() throws Exception {
    assertThat(browser.logInHere(neighbours, neighbours.madeHere().name())).isEqualTo(200);
    expectTheSameEnd();
  }

  @Test
  void whenASessionOfDjangosEnds() throws Exception {
    browser.logInAtDjango(neighbours, neighbours.madeByDjango().name());
    expectTheSameEnd();
  }

  private void expectTheSameTimes(String name) throws Exception {
    var account = neighbours.site().users().findByUsername(name).orElseThrow();
    var lastLogin = account.lastLogin().orElseThrow();
    var times = neighbours.django().ask("times", name).valueStream();
    assertThat(times.map(it -> instant(it.asString())))
        .containsExactly(account.dateJoined(), lastLogin);
    assertThat(account.dateJoined()).isBetween(began, lastLogin);
    assertThat(lastLogin).isBefore(neighbours.site().clock().instant());
  }

  private void expectTheSameEnd() throws Exception {
    var key = browser.sessionKey();
    var end = neighbours.site().sessionStore().find(key).orElseThrow().expires();
    assertThat(instant(neighbours.django().ask("expiry", key).asString())).isEqualTo(end);
    var now = neighbours.site().clock().instant();
    assertThat(end).isBetween(began.plus(TWO_WEEKS), now.plus(TWO_WEEKS));
  }

  private static Instant instant(String isoformat) {
    return OffsetDateTime.parse(isoformat).toInstant();
  }
}
