package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.sluice.examples.tokenauth.LiveSite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionPanelTest {

  private LiveSite site;

  @BeforeAll
  void start() {
    site = LiveSite.start();
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @Test
  void aFormLoginOpensTheSocketWithTheCookieAlone(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("session");
      panel.logIn("suraj", "123");
      panel.expectConnected();
      panel.button("Say hello !").click();
      assertThat(panel.received()).containsText("This is the data string !");
      panel.button("Who am I ?").click();
      assertThat(panel.received().last()).containsText("\"username\": \"suraj\"");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void theCookiesHaveTheAttributesOfDjango(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      visit.panel("session").logIn("suraj", "123");
      visit.panel("session").expectConnected();

      var session = cookie(visit, "sessionid");
      assertThat(session.value).matches("[0-9a-z]{32}");
      assertThat(session.httpOnly).isTrue();
      assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
      assertThat(session.path).isEqualTo("/");
      assertThat(lifetime(session)).isBetween(Duration.ofDays(13), Duration.ofDays(14));

      var forgery = cookie(visit, "csrftoken");
      assertThat(forgery.httpOnly).isFalse();
      assertThat(forgery.sameSite).isEqualTo(SameSiteAttribute.LAX);
      assertThat(lifetime(forgery)).isBetween(Duration.ofDays(363), Duration.ofDays(365));
    }
  }

  @Test
  void aReloadGoesOnWithTheSameLogin(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      visit.panel("session").logIn("suraj", "123");
      visit.panel("session").expectConnected();
      visit.page().reload();
      visit.panel("session").expectConnected();
      assertThat(visit.panel("session").section()).containsText("Logged in as suraj");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void aLogoutClearsTheCookieAndTheSocketStaysShut(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("session");
      panel.logIn("suraj", "123");
      panel.expectConnected();
      panel.button("Log out").click();
      panel.expectLoggedOut();
      assertThat(visit.context().cookies()).noneMatch(it -> it.name.equals("sessionid"));
      visit.page().reload();
      panel.expectLoggedOut();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void aWrongPasswordAndAMissingFieldAreSaid(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("session");
      panel.logIn("suraj", "wrong");
      assertThat(panel.alert()).not().isEmpty();
      panel.expectLoggedOut();
      panel.logIn("", "123");
      assertThat(panel.field("Username")).isFocused();
      assertThat(panel.field("Username")).hasAttribute("aria-invalid", "true");
      assertThat(visit.context().cookies()).noneMatch(it -> it.name.equals("sessionid"));
    }
  }

  private static Cookie cookie(Visit visit, String name) {
    return visit.context().cookies().stream()
        .filter(it -> it.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cookie " + name));
  }

  private static Duration lifetime(Cookie cookie) {
    return Duration.between(Instant.now(), Instant.ofEpochSecond(cookie.expires.longValue()));
  }
}
