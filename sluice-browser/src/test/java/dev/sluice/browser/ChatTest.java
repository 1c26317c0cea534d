package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.examples.chat.LiveChat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windows in the rooms of the chat. */
@ExtendWith(InChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChatTest {

  private LiveChat chat;

  @BeforeAll
  void start() {
    chat = LiveChat.start();
  }

  @AfterAll
  void stop() {
    chat.close();
  }

  @Test
  void twoWindowsTalkInOneRoomAndDoNotHearAnother(Browser browser) {
    try (var ann = enter(browser, "lobby");
        var bob = enter(browser, "lobby");
        var eve = enter(browser, "cellar")) {
      say(ann, "hello, Bob");
      assertThat(lines(bob)).hasText(new String[] {"hello, Bob"});
      say(bob, "hello, <b>Ann</b>");
      assertThat(lines(ann)).hasText(new String[] {"hello, Bob", "hello, <b>Ann</b>"});
      assertThat(lines(bob)).hasText(new String[] {"hello, Bob", "hello, <b>Ann</b>"});

      say(eve, "nobody here?");
      assertThat(lines(eve)).hasText(new String[] {"nobody here?"});
      assertThat(lines(ann)).hasCount(2);
      assertThat(ann.complaints()).isEmpty();
      assertThat(bob.complaints()).isEmpty();
      assertThat(eve.complaints()).isEmpty();
    }
  }

  @Test
  void aRoomIsChosenOnTheFirstPage(Browser browser) {
    try (var visit = new Visit(browser, chat.page("/"))) {
      var page = visit.page();
      page.getByLabel("Room").fill("kitchen");
      button(page, "Go in").click();

      assertThat(page).hasURL(chat.page("/chat/kitchen/").toString());
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("Connected");
    }
  }

  private Visit enter(Browser browser, String room) {
    var visit = new Visit(browser, chat.page("/chat/" + room + "/"));
    assertThat(visit.page().getByRole(AriaRole.STATUS)).hasText("Connected");
    return visit;
  }

  private static void say(Visit visit, String text) {
    visit.page().getByLabel("Message").fill(text);
    button(visit.page(), "Send").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator lines(Visit visit) {
    return visit.page().getByRole(AriaRole.LOG).locator("li");
  }
}
