package dev.sluice.examples.irc;

import static org.assertj.core.api.Assertions.assertThat;

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
  void aPasswordDoesNotPrint() {
    assertThat(IrcMessage.parse("PASS secret").orElseThrow().toString()).doesNotContain("secret");
  }
}
