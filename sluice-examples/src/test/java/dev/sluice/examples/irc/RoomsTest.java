package dev.sluice.examples.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Users of the site talk over IRC and WebSockets, in the same rooms and under the same rules. */
final class RoomsTest extends InRooms {

  @Test
  void aWebSocketAndAnIrcClientTalkInOneRoom() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var http = HttpClient.newHttpClient();
        var ann = IrcClient.loggedIn(rooms().irc(), "ann")) {
      ann.say("JOIN #tea");
      assertThat(ann.expect(" 366 ")).contains("#tea");
      var bob = open(http, rooms().room("tea", "bob"), heard);

      ann.say("PRIVMSG #tea :hello, browser");
      assertThat(heard.poll(20, TimeUnit.SECONDS))
          .isEqualTo("{\"room\":\"tea\",\"from\":\"ann\",\"text\":\"hello, browser\"}");

      bob.sendText("hello, IRC", true).join();
      assertThat(ann.expect("PRIVMSG")).isEqualTo(":bob!bob@sluice PRIVMSG #tea :hello, IRC");
      bob.abort();
    }
  }

  @Test
  void otherRoomsHearNothing() throws Exception {
    try (var ann = IrcClient.loggedIn(rooms().irc(), "ann");
        var bob = IrcClient.loggedIn(rooms().irc(), "bob")) {
      ann.say("JOIN #tea,#cake");
      bob.say("JOIN #cake");
      ann.expect(" 366 ann #cake");
      bob.expect(" 366 bob #cake");

      ann.say("PRIVMSG #tea :not for bob");
      ann.say("PRIVMSG #cake :for bob");

      assertThat(bob.expect("PRIVMSG")).endsWith("PRIVMSG #cake :for bob");
    }
  }

  @Test
  void aWrongPasswordAndAnInactiveUserAreSentAway() throws Exception {
    rooms().site().users().setActive(rooms().id("bob"), false);
    try (var wrong = new IrcClient(rooms().irc());
        var inactive = new IrcClient(rooms().irc())) {
      wrong.say("PASS guess\r\nNICK ann\r\nUSER ann 0 * :Ann");
      assertThat(wrong.expect("464")).contains("Password incorrect");
      wrong.expectEnd();

      inactive.say("PASS :bob-password\r\nNICK bob\r\nUSER bob 0 * :Bob");
      inactive.expect("464");
    }
  }

  @Test
  void theNickIsTheUserNameSoThatNobodySpeaksForAnother() throws Exception {
    try (var ann = new IrcClient(rooms().irc())) {
      ann.say("PASS :ann-password\r\nNICK bob\r\nUSER ann 0 * :Ann");

      assertThat(ann.expect("NICK")).isEqualTo(":bob NICK :ann");
    }
  }

  @Test
  void aNewPasswordOrADeactivationEndsTheConnection() throws Exception {
    try (var ann = IrcClient.loggedIn(rooms().irc(), "ann");
        var bob = IrcClient.loggedIn(rooms().irc(), "bob")) {
      rooms().site().users().setPassword(rooms().id("ann"), "another password");
      assertThat(ann.expect("ERROR")).contains("ERROR :");
      ann.expectEnd();

      rooms().site().users().setActive(rooms().id("bob"), false);
      bob.expect("ERROR");
      bob.expectEnd();
    }
  }

  @Test
  void protocolErrorsHaveTheirNumbers() throws Exception {
    try (var ann = new IrcClient(rooms().irc())) {
      ann.say("JOIN #tea");
      ann.expect("451");
      ann.say("PASS :ann-password\r\nNICK ann\r\nUSER ann 0 * :Ann");
      ann.expect(" 422 ");
      ann.say("JOIN tea");
      ann.expect(" 403 ann tea ");
      ann.say("PRIVMSG #tea :too early");
      ann.expect(" 404 ann #tea ");
      ann.say("JOIN #tea\r\nPRIVMSG #tea");
      ann.expect(" 412 ann ");
      ann.say("SING");
      ann.expect(" 421 ann SING ");
      ann.say("PING :123");
      assertThat(ann.expect("PONG")).endsWith(":123");
      ann.say("QUIT");
      ann.expect("ERROR");
      ann.expectEnd();
    }
  }

  @Test
  void whoHasNotRegisteredMayAnswerAPingAndLeave() throws Exception {
    try (var guest = new IrcClient(rooms().irc())) {
      guest.say("PONG :sluice\r\nPING :1\r\nQUIT");

      assertThat(guest.find(":")).contains("PONG :1");
      assertThat(guest.find(":")).startsWith("ERROR");
      guest.expectEnd();
    }
  }

  @Test
  void aBrowsersLongMessageIsOneLineOfIrc() throws Exception {
    try (var http = HttpClient.newHttpClient();
        var ann = IrcClient.loggedIn(rooms().irc(), "ann")) {
      ann.say("JOIN #tea");
      ann.expect(" 366 ");
      var bob = open(http, rooms().room("tea", "bob"), new LinkedBlockingQueue<>());

      bob.sendText("x".repeat(5000) + "\nQUIT", true).join();
      bob.sendText("short", true).join();

      assertThat(ann.expect("PRIVMSG")).endsWith("xxx").hasSize(510);
      assertThat(ann.expect("PRIVMSG")).endsWith(":short");
      bob.abort();
    }
  }

  @Test
  void whoHasLeftARoomHearsNothingMoreOfIt() throws Exception {
    try (var ann = IrcClient.loggedIn(rooms().irc(), "ann");
        var bob = IrcClient.loggedIn(rooms().irc(), "bob")) {
      ann.say("JOIN #tea,#cake");
      bob.say("JOIN #tea,#cake");
      ann.expect(" 366 ann #cake");
      bob.expect(" 366 bob #cake");

      ann.say("PART #tea");
      ann.expect("PART :#tea");
      bob.say("PRIVMSG #tea :too late\r\nPRIVMSG #cake :still here");

      assertThat(ann.expect("PRIVMSG")).endsWith("PRIVMSG #cake :still here");
      ann.say("PRIVMSG #tea :hello?");
      ann.expect(" 404 ann #tea ");
    }
  }

  @Test
  void aLineThatIsTooLongEndsTheConnection() throws Exception {
    try (var ann = IrcClient.loggedIn(rooms().irc(), "ann")) {
      ann.say("PRIVMSG #tea :" + "x".repeat(600));

      ann.expect("ERROR");
    }
  }

  private static WebSocket open(HttpClient http, URI room, BlockingQueue<String> heard) {
    return http.newWebSocketBuilder()
        .header("Origin", "http://" + room.getAuthority())
        .buildAsync(
            room,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                heard.add(data.toString());
                return WebSocket.Listener.super.onText(socket, data, last);
              }
            })
        .join();
  }
}
