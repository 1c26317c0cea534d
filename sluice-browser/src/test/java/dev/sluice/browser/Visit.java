package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One visitor with a fresh profile, and all that the browser complained about meanwhile. */
final class Visit implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(Browser browser, URI site) {
    this(browser, site, new Browser.NewContextOptions());
  }

  Visit(Browser browser, URI site, Browser.NewContextOptions options) {
    context = browser.newContext(options);
    context.setDefaultTimeout(InChromium.PATIENCE);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(site.toString());
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Refused content, errors and warnings of scripts, failed requests: what the console shows. */
  List<String> complaints() {
    return complaints;
  }

  /** The panel of one way to log in, {@code token} or {@code session}. */
  Panel panel(String way) {
    return new Panel(page.locator("#" + way));
  }

  @Override
  public void close() {
    context.close();
  }

  /** One panel, by what a user sees of it. */
  record Panel(Locator section) {

    Locator field(String label) {
      return section.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
      return section.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    Locator status() {
      return section.getByRole(AriaRole.STATUS);
    }

    Locator alert() {
      return section.getByRole(AriaRole.ALERT);
    }

    Locator log() {
      return section.getByRole(AriaRole.LOG);
    }

    Locator received() {
      return section.locator(".received .what");
    }

    void logIn(String username, String password) {
      field("Username").fill(username);
      field("Password").fill(password);
      button("Log in").click();
    }

    void expectConnected() {
      assertThat(status()).hasText("Connected");
    }

    void expectLoggedOut() {
      assertThat(field("Username")).isVisible();
      assertThat(button("Log out")).isHidden();
    }
  }
}
