package dev.sluice.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sluice.examples.irc.Ii;
import dev.sluice.examples.irc.LiveRooms;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A browser and a real IRC client talk in one room. */
@ExtendWith(InChromium.class)
final class IrcRoomTest {

  @Test
  void aBrowserAndAnIrcClientTalkInOneRoom(Browser browser, @TempDir Path folder) throws Exception {
    try (var rooms = LiveRooms.start(folder);
        var ann = Ii.start(folder.resolve("irc"), rooms.irc(), "ann");
        var visit = new Visit(browser, rooms.page("tea"))) {
      ann.join("#tea");
      var page = visit.page();
      var exact = new Page.GetByLabelOptions().setExact(true);
      page.getByLabel("User name", exact).fill("bob");
      page.getByLabel("Password", exact).fill("bob-password");
      page.getByText("Enter").click();
      var say = page.getByLabel("Say", exact);
      say.waitFor(new Locator.WaitForOptions());

      say.fill("hello, IRC");
      say.press("Enter");
      assertThat(ann.expect("#tea", "hello, IRC")).contains("<bob> hello, IRC");

      ann.say("#tea", "hello, browser");
      assertThat(page.locator("#said li").last()).hasText("ann: hello, browser");
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
