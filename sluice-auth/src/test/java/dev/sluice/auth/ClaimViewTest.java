package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.View;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClaimViewTest {

  private final LiveSite site = new LiveSite();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void thePageGetsTheCookieOfTheLoginOnItsSocket() {
    var answer = claim(codeOfLogin(), Site.HOST);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers().first("Set-Cookie").orElseThrow())
        .contains("; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax");
    assertThat(answer.headers().first("Cache-Control")).contains("no-store");
    site.onPage(
        Site.key(answer).orElseThrow(),
        scope -> assertThat(Auth.of(scope).identity().username()).isEqualTo("ann"));
  }

  @Test
  void aCodeIsGoodOnce() {
    var code = codeOfLogin();

    assertThat(claim(code, Site.HOST).status()).isEqualTo(204);
    assertRefused(claim(code, Site.HOST));
  }

  @Test
  void aCodeIsGoodForAMinute() {
    var early = codeOfLogin();
    site.clock.tick(Duration.ofSeconds(59));
    assertThat(claim(early, Site.HOST).status()).isEqualTo(204);

    var late = codeOfLogin();
    site.clock.tick(Duration.ofSeconds(60));
    assertRefused(claim(late, Site.HOST));
  }

  @Test
  void anotherSitesPageGetsNothingAndTheCodeStaysGood() {
    var code = codeOfLogin();

    assertThat(claim(code, "http://evil.example").status()).isEqualTo(403);
    assertThat(claim(code, "https://testserver").status()).isEqualTo(403);
    assertThat(claim(code, "null").status()).isEqualTo(403);
    assertThat(claim(code, Site.HOST).status()).isEqualTo(204);
  }

  @Test
  void whoeverSaysNoOriginGetsNothing() {
    var answer =
        HttpCommunicator.to(View.application(site.claimView()))
            .method("POST")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("code=" + codeOfLogin())
            .exchange();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().first("Set-Cookie")).isEmpty();
  }

  @Test
  void aGuessedCodeGetsNothing() {
    assertRefused(claim("", Site.HOST));
    assertRefused(claim("x".repeat(43), Site.HOST));
  }

  @Test
  void aCodeOfASessionThatHasEndedGetsNothing() {
    try (var socket = site.withSession("")) {
      socket.send("1");
      socket.receiveText();
      socket.send("claim");
      var code = socket.receiveText();
      socket.send("logout");
      socket.receiveText();

      assertRefused(claim(code, Site.HOST));
    }
  }

  @Test
  void onlyPostClaims() {
    var answer = HttpCommunicator.to(View.application(site.claimView())).exchange();

    assertThat(answer.status()).isEqualTo(405);
  }

  @Test
  void codesThatNobodyClaimsAreForgotten() {
    for (var i = 0; i < 20_000; i++) {
      site.codes.issue("key" + i);
    }
    assertThat(site.codes.size()).isEqualTo(10_000);

    site.clock.tick(ClaimCodes.LIFETIME);
    site.codes.issue("key");
    assertThat(site.codes.size()).isEqualTo(1);
  }

  @Test
  void aSessionThatIsNotSavedCannotBeClaimed() {
    site.onPage(
        "",
        scope -> {
          Auth.login(scope, site.authenticated("1"));
          assertThatThrownBy(() -> Auth.of(scope).claimCode(site.codes))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("has not been saved");
        });
  }

  private String codeOfLogin() {
    try (var socket = site.withSession("")) {
      socket.send("1");
      assertThat(socket.receiveText()).isEqualTo("ann");
      socket.send("claim");
      return socket.receiveText();
    }
  }

  private HttpAnswer claim(String code, String origin) {
    return HttpCommunicator.to(View.application(site.claimView()))
        .method("POST")
        .header("Origin", origin)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("code=" + code)
        .exchange();
  }

  private static void assertRefused(HttpAnswer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().first("Set-Cookie")).isEmpty();
  }
}
