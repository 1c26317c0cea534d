package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import org.junit.jupiter.api.Test;

/** Programs that nobody here wrote: the IRC client ii over TCP, OpenSSL's client over TLS. */
final class RealClientsTest extends InRooms {

  @Test
  void aRealIrcClientJoinsSpeaksAndHears() throws Exception {
    try (var ann = Ii.start(folder.resolve("irc"), rooms().irc(), "ann");
        var bob = IrcClient.loggedIn(rooms().irc(), "bob")) {
      bob.say("JOIN #tea");
      bob.expect(" 366 ");
      ann.join("#tea");

      ann.say("#tea", "hello from ii");
      assertThat(bob.expect("PRIVMSG")).isEqualTo(":ann!ann@sluice PRIVMSG #tea :hello from ii");

      bob.say("PRIVMSG #tea :hello, ii");
      assertThat(ann.expect("#tea", "hello, ii")).contains("<bob> hello, ii");
    }
  }

  @Test
  void overTlsItIsTheSame() throws Exception {
    Peers.require("openssl", "/usr/bin/openssl");
    var server = rooms().ircs();
    var openssl =
        new ProcessBuilder(
                "/usr/bin/openssl",
                "s_client",
                "-quiet",
                "-connect",
                "127.0.0.1:" + server.getPort())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = new BufferedReader(new InputStreamReader(openssl.getInputStream(), UTF_8))) {
      var login = "PASS :ann-password\r\nNICK ann\r\nUSER ann 0 * :Ann\r\n";
      openssl.getOutputStream().write(login.getBytes(UTF_8));
      openssl.getOutputStream().flush();

      assertThat(lines.readLine()).contains(" 001 ann :Welcome");
    } finally {
      openssl.destroyForcibly().onExit().join();
    }
  }
}
