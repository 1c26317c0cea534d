package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Handshake;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthMiddlewareStackTest {

  private final Site site = Site.trusting("https://app.example.com");

  @ParameterizedTest
  @ValueSource(strings = {"http://testserver", "https://app.example.com"})
  void theSessionComesWithPagesOfTheSiteAndOfTrustedOnes(String origin) {
    try (var socket = handshake().origin(origin).cookie("sessionid", key()).connect()) {
      socket.expectAccept();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://testserver",
        "http://testserver:8080",
        "http://testserver.evil.example",
        "null",
        "http://[",
        ""
      })
  void anotherSitesPageCannotUseTheSession(String origin) {
    try (var socket = handshake().origin(origin).cookie("sessionid", key()).connect()) {
      assertThat(socket.expectDenied(403).body().utf8()).contains("Origin not allowed");
    }
  }

  @Test
  void aRefusalIsLoggedOnceWithItsOriginAndTheSetting() {
    var key = key();
    try (var log = new LogLines(SessionOriginRule.class);
        var socket =
            handshake().origin("https://evil.example").cookie("sessionid", key).connect()) {
      socket.expectDenied(403);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("https://evil.example", "CSRF_TRUSTED_ORIGINS")
          .doesNotContain(key);
    }
  }

  @Test
  void aCookieNeedsAnOrigin() {
    try (var socket = handshake().cookie("sessionid", key()).connect()) {
      socket.expectDenied(403);
    }
  }

  @Test
  void whoBringsNoSessionMayComeFromAnywhere() {
    try (var socket = handshake().origin("https://evil.example").connect()) {
      socket.expectAccept();
    }
    try (var socket = handshake().cookie("theme", "dark").connect()) {
      socket.expectAccept();
    }
  }

  @Test
  void theRuleCanBeTurnedOffByAnUnsafeName() {
    var open = site.stack().unsafeAllowAnyOrigin().wrap(Site.pageOf(_ -> {}));
    try (var socket =
        WebSocketCommunicator.to(open)
            .origin("https://evil.example")
            .cookie("sessionid", key())
            .connect()) {
      socket.expectAccept();
    }
  }

  @Test
  void requestsAreLeftToCsrf() {
    var answer =
        site.page(_ -> {})
            .header("Origin", "https://evil.example")
            .cookie("sessionid", key())
            .exchange();

    assertThat(answer.status()).isEqualTo(200);
  }

  private Handshake handshake() {
    return WebSocketCommunicator.to(site.stack().wrap(Site.pageOf(_ -> {})));
  }

  private String key() {
    site.people().put("1", "ann", "plain$anns", true);
    return site.keyOfLogin("1");
  }
}
