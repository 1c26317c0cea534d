package dev.sluice.examples.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorTest {

  private static final String ORIGIN = "http://testserver";

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void whoeverLogsInOnTheSocketBringsTheSessionToTheBrowser() {
    try (var socket = connect("")) {
      socket.send("login testuserone wrong");
      assertThat(socket.receiveText()).isEqualTo("you are ");
      socket.send("login testuserone testing123");
      var key = claim(socket.receiveText().substring("claim ".length()));
      assertThat(socket.receiveText()).isEqualTo("you are testuserone");

      try (var second = connect(key)) {
        second.send("who");
        assertThat(second.receiveText()).isEqualTo("you are testuserone");
        socket.send("logout");
        assertThat(socket.receiveText()).isEqualTo("you are ");
        second.expectClosed(4401);
      }
      socket.send("still");
      assertThat(socket.receiveText()).isEqualTo("you are ");
    }
  }

  private WebSocketCommunicator connect(String key) {
    var socket =
        WebSocketCommunicator.to(Door.application(site.site()))
            .path("/door/")
            .cookie("sessionid", key)
            .origin(ORIGIN)
            .connect();
    socket.expectAccept();
    return socket;
  }

  private String claim(String code) {
    var answer =
        HttpCommunicator.to(Door.application(site.site()))
            .path("/claim/")
            .method("POST")
            .header("Origin", ORIGIN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("code=" + code)
            .exchange();
    assertThat(answer.status()).isEqualTo(204);
    var cookie = answer.headers().first("Set-Cookie").orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }
}
