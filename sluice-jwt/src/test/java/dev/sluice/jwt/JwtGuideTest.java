package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Headers;
import dev.sluice.auth.Auth;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.UserStore;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The programs of docs/guide/jwt.md. */
final class JwtGuideTest {

  private final Holders people = new Holders();
  private final Clock clock = Tokens.now();

  @Test
  void aSocketAndAPageReadTheTokensOfDjango() {
    var application =
        both(Tokens.SECRET, people, clock, WebSocket.application(JwtGuideTest::greet));
    var token = Tokens.of(Tokens.GOOD);

    try (var socket =
        WebSocketCommunicator.to(application).path("/chat/?token=" + token).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("hello ann");
    }
    try (var socket =
        WebSocketCommunicator.to(application)
            .header("Authorization", "Bearer " + token)
            .connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("hello ann");
    }
  }

  // begin read
  static Application both(String secretKey, UserStore users, Clock clock, Application inner) {
    var jwt = new JwtAuthentication(JwtConfig.djangoDefaults(secretKey), users, clock);
    return TokenAuthMiddleware.header("Bearer", jwt)
        .andThen(TokenAuthMiddleware.query("token", jwt))
        .wrap(inner);
  }

  static void greet(WebSocket socket) {
    var user = Auth.of(socket.scope()).requireUser();
    socket.accept();
    socket.send("hello " + user.username());
  }

  // end read

  @Test
  void tokensOfAnIdentityProviderAreReadWithItsPublicKeys() {
    var keys = Keys.rsa(2048);
    var config = provider(keys.publicPem(), keys.publicPem());

    assertThat(config.keys()).isInstanceOf(JwtKeys.ById.class);
  }

  // begin provider
  static JwtConfig provider(String presentPem, String formerPem) {
    return JwtConfig.of(
            Map.of(
                "2026-11", JwtKey.publicKey(JwtAlgorithm.RS256, presentPem),
                "2026-05", JwtKey.publicKey(JwtAlgorithm.RS256, formerPem)))
        .withNames(JwtNames.registered())
        .withIssuer("https://login.example.com/")
        .withAudiences("chat");
  }

  // end provider

  @Test
  void aPageGivesPairsAndNewTokens() {
    var issuer = issuer(Tokens.SECRET, clock);
    var obtain = View.application(new TokenObtainPairView(people.authentication(), issuer));
    var answer =
        HttpCommunicator.to(obtain)
            .method("POST")
            .header("Content-Type", "application/json")
            .body("{\"username\":\"ann\",\"password\":\"ann\"}")
            .exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith("{\"refresh\":\"ey");
  }

  // begin issue
  static JwtIssuer issuer(String secretKey, Clock clock) {
    return new JwtIssuer(JwtConfig.djangoDefaults(secretKey), clock, new SecureRandom());
  }

  // end issue

  @Test
  void theReasonCanBeAskedFor() {
    var jwt = new JwtAuthentication(Tokens.config(), people, clock);
    var headers = Headers.of("Authorization", "Bearer " + Tokens.of(Tokens.GOOD));

    assertThat(reason(jwt, headers)).isEqualTo("good until 2023-11-14T22:18:20Z");
    assertThat(reason(jwt, Headers.of("Authorization", "Bearer x")))
        .isEqualTo("Given token not valid for any token type");
    assertThat(reason(jwt, Headers.none())).isEqualTo("no token");
  }

  // begin outcome
  static String reason(JwtAuthentication jwt, Headers headers) {
    return switch (jwt.checkHeader(headers).orElse(null)) {
      case null -> "no token";
      case JwtOutcome.Valid(var user, var claims) -> "good until " + claims.expires();
      case JwtOutcome.Refused refused -> refused.detail();
    };
  }
  // end outcome
}
