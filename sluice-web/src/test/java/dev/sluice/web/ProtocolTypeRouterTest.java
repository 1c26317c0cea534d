package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;

final class ProtocolTypeRouterTest {

  private static final ProtocolTypeRouter HTTP =
      new ProtocolTypeRouter().http(View.application(request -> Response.text("page")));

  @Test
  void requestsAndSocketsShareAPath() {
    var both = HTTP.webSocket(WebSocket.application(WebSocket::accept));

    assertThat(HttpCommunicator.to(both).exchange().text()).isEqualTo("page");
    try (var socket = WebSocketCommunicator.to(both).connect()) {
      socket.expectAccept();
    }
  }

  @Test
  void whatNobodyServesIsNotFound() {
    assertThat(HttpCommunicator.to(new ProtocolTypeRouter()).exchange().status()).isEqualTo(404);
    try (var socket = WebSocketCommunicator.to(HTTP).connect()) {
      socket.expectDenied(404);
    }
  }
}
