package dev.sluice.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProgramsTest {

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void oneLogsInAndOutOnASocket() {
    var turnstile = new Turnstile(site.site().authentication());
    var application =
        site.site().authMiddlewareStack().wrap(WebSocket.application(turnstile::turn));
    try (var socket = WebSocketCommunicator.to(application).origin("http://testserver").connect()) {
      socket.expectAccept();
      socket.send("login testuserone wrong");
      assertThat(socket.receiveText()).isEqualTo("you are ");
      socket.send("login testuserone testing123");
      assertThat(socket.receiveText()).isEqualTo("you are testuserone");
      socket.send("logout");
      assertThat(socket.receiveText()).isEqualTo("you are ");
    }
  }

  @Test
  void whoHasAPasswordGetsATokenAndWhoHasATokenMayShout() {
    var application = Shout.application(site.site());
    var answer =
        HttpCommunicator.to(application)
            .path("/login/")
            .method("POST")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("username=testuserone&password=testing123")
            .exchange();
    var token = site.token("testuserone");
    assertThat(answer.text()).contains(token);

    var shout = WebSocketCommunicator.to(application).path("/shout/");
    try (var socket = shout.header("Authorization", "Token " + token).connect()) {
      socket.expectAccept();
      socket.send("{\"text\":\"hey\"}");
      assertThat(socket.receiveText()).isEqualTo("{\"user\":\"testuserone\",\"text\":\"hey\"}");
    }
    try (var stranger = shout.header("Authorization", "Token none").connect()) {
      stranger.expectDenied(401);
    }
  }
}
