package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.sluice.examples.tokenauth.LiveSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
final class LostConnectionTest {

  private LiveSite site;

  @BeforeEach
  void start() {
    site = LiveSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aRestartedServerIsFoundAgainByBothWays(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      for (var way : new String[] {"token", "session"}) {
        visit.panel(way).logIn("testuserone", "testing123");
        visit.panel(way).expectConnected();
      }
      site.stop();
      for (var way : new String[] {"token", "session"}) {
        assertThat(visit.panel(way).status()).hasText("Connection lost. Trying again");
        assertThat(visit.panel(way).log()).containsText("connection closed 1001");
        assertThat(visit.panel(way).button("Say hello !")).hasAttribute("aria-disabled", "true");
      }
      site.restart();
      for (var way : new String[] {"token", "session"}) {
        visit.panel(way).expectConnected();
        visit.panel(way).button("Say hello !").click();
        assertThat(visit.panel(way).received()).hasCount(1);
      }
    }
  }

  @Test
  void nobodyHasToWaitForTheNextTry(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      visit.page().addInitScript("Math.random = () => 60"); // each wait is half a minute and more
      visit.page().reload();
      var panel = visit.panel("token");
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
      site.stop();
      assertThat(panel.button("Reconnect now")).isVisible();
      site.restart();
      panel.button("Reconnect now").click();
      panel.expectConnected();
      assertThat(panel.button("Reconnect now")).isHidden();
    }
  }

  @Test
  void aTokenThatIsNoLongerGoodAsksToLogInAgain(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
      site.deleteToken("testuserone");
      site.stop();
      site.restart();
      assertThat(panel.alert())
          .hasText(
              "The server no longer takes this login. Please log in again.",
              new HasTextOptions().setTimeout(InChromium.PATIENCE));
      panel.expectLoggedOut();
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
    }
  }

  @Test
  void aServerThatIsGoneIsSaidAboveTheForm(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      site.stop();
      for (var way : new String[] {"token", "session"}) {
        visit.panel(way).logIn("testuserone", "testing123");
        assertThat(visit.panel(way).alert())
            .hasText("The server cannot be reached. Is it running?");
      }
    }
  }
}
