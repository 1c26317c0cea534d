package dev.sluice.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Auth;
import dev.sluice.auth.Credentials;
import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import org.junit.jupiter.api.Test;

final class FrontTest {

  @Test
  void aStrangerDoesNotGetIn() {
    try (var site = LiveSite.start();
        var socket =
            WebSocketCommunicator.to(Front.application(site.parts())).path("/front/").connect()) {
      socket.expectDenied(401);
    }
  }

  @Test
  void aUserIsGreetedByName() {
    try (var site = LiveSite.start()) {
      var users = site.parts().userStore();
      var front =
          Auth.from(scope -> users.findByUsername("suraj").map(Credentials::user))
              .wrap(WebSocket.application(Front::greet));
      try (var socket = WebSocketCommunicator.to(front).connect()) {
        socket.expectAccept();
        assertThat(socket.receiveText()).isEqualTo("hello suraj");
      }
    }
  }
}
