package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Examples of RFC 2812, sections 2.3.1, 3.1 and 3.3. */
final class IrcMessageTest {

  @Test
  void linesOfTheRfcAreRead() {
    var user = IrcMessage.parse("USER guest 0 * :Ronnie Reagan").orElseThrow();
    var said =
        IrcMessage.parse(":Angel!wings@irc.org PRIVMSG Wiz :Are you receiving this message ?");
    var join = IrcMessage.parse("JOIN #foo,#bar fubar,foobar").orElseThrow();

    assertThat(user.parameters()).containsExactly("guest", "0", "*", "Ronnie Reagan");
    assertThat(said.orElseThrow().prefix()).isEqualTo("Angel!wings@irc.org");
    assertThat(said.orElseThrow().parameter(1)).isEqualTo("Are you receiving this message ?");
    assertThat(join.parameters()).containsExactly("#foo,#bar", "fubar,foobar");
  }

  @Test
  void whatSaysNothingIsNoMessage() {
    assertThat(IrcMessage.parse("  \r")).isEmpty();
    assertThat(IrcMessage.parse(":only.a.prefix")).isEmpty();
    assertThat(IrcMessage.parse(":a :b")).isEmpty();
  }

  @Test
  void nobodyWritesASecondLine() {
    var line = IrcMessage.of("PRIVMSG", "#tea", "a\r\nQUIT :b").from("ann").line();

    assertThat(line).isEqualTo(":ann PRIVMSG #tea :a  QUIT :b");
  }

  @Test
  void aPasswordKeepsTheSpaceAtItsEnd() {
    assertThat(IrcMessage.parse("PASS :secret \r").orElseThrow().parameter(0)).isEqualTo("secret ");
    assertThat(IrcMessage.parse("PASS secret \r").orElseThrow().parameters())
        .containsExactly("secret");
  }

  @Test
  void noLineIsLongerThanTheRfcAllowsAndNoCharacterIsCut() {
    for (var text : List.of("x".repeat(2000), "\u00e9".repeat(600), "a" + "\u20ac".repeat(600))) {
      var line = IrcMessage.of("PRIVMSG", "#tea", text).from("ann!ann@sluice").line();

      assertThat(line.getBytes(UTF_8).length).isBetween(508, 510);
      assertThat(":ann!ann@sluice PRIVMSG #tea :" + text).startsWith(line);
    }
  }

  @Test
  void aPasswordDoesNotPrint() {
    assertThat(IrcMessage.parse("PASS secret").orElseThrow().toString()).doesNotContain("secret");
  }
}
