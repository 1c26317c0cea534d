package dev.sluice.examples.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorTest {

  private static final String ORIGIN = "http://testserver";

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

  @Test
  void aSchemeOfOnesOwnIsThreeLines() {
    var id = site.site().users().findByUsername("suraj").orElseThrow().id();
    var doors = Door.queryAuth(site.site().userStore());

    assertThat(nameAt(doors.wrap(WebSocket.application(DoorTest::tell)), "/?" + id))
        .isEqualTo("suraj");
    assertThat(nameAt(doors.wrap(WebSocket.application(DoorTest::tell)), "/?x")).isEmpty();
  }

  @Test
  void sessionElseTokenElseNobodyIsOneLine() {
    var doors = Door.sessionElseToken(Door.users(site.site()), site.site().tokens());
    var tells = doors.wrap(WebSocket.application(DoorTest::tell));

    assertThat(nameAt(tells, "/?token=" + site.token("suraj"))).isEqualTo("suraj");
    assertThat(nameAt(tells, "/?token=unknown")).isEmpty();
  }

  @Test
  void anyObjectGoesIntoTheScope() {
    var application =
        Door.language()
            .wrap(
                WebSocket.application(
                    socket -> {
                      socket.accept();
                      socket.send(socket.scope().get(Door.LANGUAGE).tag());
                    }));
    try (var socket =
        WebSocketCommunicator.to(application).header("Accept-Language", "de").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("de");
    }
  }

  private static void tell(WebSocket socket) {
    socket.accept();
    socket.send(Auth.of(socket.scope()).identity().username());
  }

  private static String nameAt(Application application, String target) {
    try (var socket = WebSocketCommunicator.to(application).path(target).connect()) {
      socket.expectAccept();
      return socket.receiveText();
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
