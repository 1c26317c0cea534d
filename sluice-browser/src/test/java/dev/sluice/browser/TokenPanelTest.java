package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.WebSocket;
import dev.sluice.examples.tokenauth.LiveSite;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenPanelTest {

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
  void aUserLogsInSeesTheTokenAcceptedAndTalks(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
      assertThat(panel.section()).containsText("Logged in as testuserone");
      assertThat(panel.section()).containsText("Token accepted");

      panel.field("data_string").fill("from Chromium");
      panel.button("Say hello !").click();
      assertThat(panel.received())
          .hasText(
              "{ \"command_response\": \"The command to say hello was received \","
                  + " \"data_string_bacK\": \"from Chromium\" }");

      panel.button("Who am I ?").click();
      assertThat(panel.received().last())
          .hasText("{ \"username\": \"testuserone\", \"email\": \"one@example.com\" }");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void theTokenIsHiddenUntilAskedForAndStaysInMemory(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
      var token = site.token("testuserone");
      var everything = "document.documentElement.outerHTML";
      assertThat((String) visit.page().evaluate(everything)).doesNotContain(token);

      panel.button("Show").click();
      assertThat(panel.section()).containsText(token);
      panel.button("Show").click();
      assertThat((String) visit.page().evaluate(everything)).doesNotContain(token);

      assertThat(visit.page().url()).doesNotContain("token");
      assertThat(visit.page().evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
      assertThat(visit.context().cookies()).noneMatch(cookie -> cookie.value.contains(token));
    }
  }

  @Test
  void aWrongPasswordIsSaidAboveTheForm(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      panel.logIn("testuserone", "wrong");
      assertThat(panel.alert()).hasText("Unable to log in with provided credentials.");
      assertThat(panel.field("Password")).isFocused();

      panel.logIn("testuserone", "testing123");
      panel.expectConnected();
      assertThat(panel.alert()).isHidden();
    }
  }

  @Test
  void aMissingFieldIsNamedBesideTheField(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      panel.logIn("testuserone", "");
      assertThat(panel.field("Password")).hasAccessibleDescription("This field may not be blank.");
      assertThat(panel.field("Password")).hasAttribute("aria-invalid", "true");
      assertThat(panel.field("Password")).isFocused();
      assertThat(panel.field("Username")).hasAttribute("aria-invalid", "false");
    }
  }

  @Test
  void loggingOutClosesTheSocketAndForgetsTheToken(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var sockets = new ArrayList<WebSocket>();
      visit.page().onWebSocket(sockets::add);
      var panel = visit.panel("token");
      panel.logIn("testuserone", "testing123");
      panel.expectConnected();

      panel.button("Log out").click();
      panel.expectLoggedOut();
      assertThat(panel.field("Username")).isFocused();
      assertThat(panel.field("Password")).hasValue("");
      visit.page().waitForCondition(() -> sockets.getFirst().isClosed());
      assertThat(sockets).hasSize(1);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void aReloadForgetsTheToken(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      visit.panel("token").logIn("testuserone", "testing123");
      visit.panel("token").expectConnected();
      visit.page().reload();
      visit.panel("token").expectLoggedOut();
    }
  }
}
