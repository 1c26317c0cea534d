package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;

/** What a handshake may be answered with. */
final class WebSocketHandshakeTest {

  private static final Headers COOKIE = Headers.of("Set-Cookie", "a=b");

  @Test
  void anAcceptMayHaveHeaderFields() {
    try (var client = to(socket -> socket.accept(COOKIE)).subprotocols("go").connect()) {
      var accept = client.expectAccept();
      assertThat(accept.headers()).isEqualTo(COOKIE);
      assertThat(accept.subprotocol()).isEmpty();
    }
  }

  @Test
  void anAcceptMayHaveHeaderFieldsAndASubprotocolThatTheClientOffers() {
    var go = to(socket -> socket.accept("go", COOKIE));
    try (var client = go.subprotocols("chess", "go").connect()) {
      var accept = client.expectAccept();
      assertThat(accept.headers()).isEqualTo(COOKIE);
      assertThat(accept.subprotocol()).hasValue("go");
    }
    assertThatThrownBy(() -> go.subprotocols("chess").connect().awaitEnd())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the subprotocol is 'go' (expected: one of [chess], which the client offers)");
  }

  @Test
  void aDenialHasTheStatusHeaderFieldsAndBodyThatItIsGiven() {
    var headers = Headers.of("Content-Type", "application/json").with("Retry-After", "3");
    var body = Bytes.utf8("{\"wait\":3}");
    try (var client = to(socket -> socket.deny(429, headers, body)).connect()) {
      var denial = client.expectDenied(429);
      assertThat(denial.headers()).isEqualTo(headers);
      assertThat(denial.body()).isEqualTo(body);
    }
  }

  private static Handshake to(WebSocket.Handler handler) {
    return WebSocketCommunicator.to(WebSocket.application(handler));
  }
}
