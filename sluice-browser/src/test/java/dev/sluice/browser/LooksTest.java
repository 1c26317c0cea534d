package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.sluice.examples.tokenauth.LiveSite;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LooksTest {

  private static final String DARKNESS =
      "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
          + ".every(part => part < 60)";

  /** Each visible text whose contrast with its background is below 4.5 (WCAG 2.2, 1.4.3). */
  private static final String FAINT_TEXTS =
      """
      () => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const rgba = (colour) => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const light = (colour) => rgba(colour).slice(0, 3)
          .map((part) => part / 255)
          .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
          .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = (element) => {
          const colour = getComputedStyle(element).backgroundColor;
          return rgba(colour)[3] === 255 ? colour : ground(element.parentElement);
        };
        return [...document.body.querySelectorAll("*")]
          .filter((element) => element.checkVisibility())
          .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          .filter((element) => {
            const [dim, bright] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
            return (bright + 0.05) / (dim + 0.05) < 4.5;
          })
          .map((element) => element.textContent.trim());
      }
      """;

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
  void aPhoneNeedsNoSidewaysScrolling(Browser browser) {
    try (var visit =
        new Visit(browser, site.http("/"), new NewContextOptions().setViewportSize(360, 740))) {
      for (var way : List.of("token", "session")) {
        visit.panel(way).logIn("testuserone", "testing123");
        visit.panel(way).expectConnected();
        visit.panel(way).field("data_string").fill("a".repeat(200));
        visit.panel(way).button("Say hello !").click();
        assertThat(visit.panel(way).received()).hasCount(1);
      }
      visit.panel("token").button("Show").click();
      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void eachTextCanBeReadInBothColourSchemes(ColorScheme scheme, Browser browser) {
    try (var visit =
        new Visit(browser, site.http("/"), new NewContextOptions().setColorScheme(scheme))) {
      assertThat(visit.page().evaluate(DARKNESS)).isEqualTo(scheme == ColorScheme.DARK);
      visit.panel("session").logIn("testuserone", "wrong");
      assertThat(visit.panel("session").alert()).not().isEmpty();
      visit.panel("token").logIn("testuserone", "testing123");
      visit.panel("token").expectConnected();
      visit.panel("token").button("Say hello !").click();
      assertThat(visit.panel("token").received()).hasCount(1);
      assertThat(visit.page().evaluate(FAINT_TEXTS)).isEqualTo(List.of());
    }
  }

  @Test
  void theKeyboardIsEnough(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var panel = visit.panel("token");
      var keyboard = visit.page().keyboard();
      keyboard.press("Tab");
      assertThat(panel.field("Username")).isFocused();
      keyboard.type("testuserone");
      keyboard.press("Tab");
      keyboard.type("testing123");
      keyboard.press("Enter");
      assertThat(panel.field("data_string")).isFocused();
      panel.expectConnected();
      keyboard.press("Enter");
      assertThat(panel.received()).containsText("This is the data string !");
      assertThat(outline(visit)).isEqualTo("solid");

      keyboard.press("Shift+Tab");
      assertThat(panel.button("Show")).isFocused();
      keyboard.press("Space");
      assertThat(panel.section()).containsText(site.token("testuserone"));
      keyboard.press("Shift+Tab");
      keyboard.press("Enter");
      panel.expectLoggedOut();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void nothingMovesForThoseWhoAskedForThat(Browser browser) {
    var still = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    try (var visit = new Visit(browser, site.http("/"), still)) {
      var lamp = visit.page().locator("#token .lamp");
      visit.page().evaluate("document.querySelector('#token .state').dataset.state = 'connecting'");
      assertThat(lamp).hasCSS("animation-name", "none");
    }
  }

  @Test
  void nothingInThePageMayComeFromElsewhere(Browser browser) {
    try (var visit = new Visit(browser, site.http("/"))) {
      var policy = visit.page().reload().headerValue("content-security-policy");
      assertThat(policy)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
      visit
          .page()
          .evaluate(
              "document.body.append(Object.assign(document.createElement('script'), { textContent:"
                  + " 'window.injected = true' }))");
      assertThat(visit.page().evaluate("window.injected")).isNull();
      visit
          .page()
          .waitForCondition(
              () -> visit.complaints().stream().anyMatch(it -> it.contains("Content Security")));
    }
  }

  private static Object outline(Visit visit) {
    return visit.page().evaluate("getComputedStyle(document.activeElement).outlineStyle");
  }
}
