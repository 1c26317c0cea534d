package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.MissingAttributeException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsrfTest {

  private static final Response OK = CsrfAttempt.OK;
  private static final SecureRandom RANDOM = CsrfAttempt.RANDOM;
  private static final String SECRET = CsrfAttempts.SECRET;
  private static final String OTHER = CsrfAttempts.OTHER;

  @Test
  void refusesAndAllowsWhatDjangoRefusesAndAllows() throws Exception {
    var attempts = CsrfAttempts.all().toList();

    var django =
        DjangoScript.ask("/django/csrf.py", attempts.stream().map(CsrfAttempt::question).toList());

    for (var i = 0; i < attempts.size(); i++) {
      assertThat(attempts.get(i).isAllowed())
          .as("%s, Django: %s", attempts.get(i), django.get(i))
          .isEqualTo(django.get(i).get("allowed").asBoolean());
    }
    assertThat(django.valueStream().map(it -> it.get("allowed").asBoolean())).contains(true, false);
  }

  @Test
  void takesTheTokensAndCookiesThatDjangoMakes() throws Exception {
    var questions = IntStream.range(0, 20).mapToObj(_ -> Map.of("issue", true)).toList();

    for (var made : DjangoScript.ask("/django/csrf.py", questions)) {
      var cookie = made.get("cookie").asString();
      var token = made.get("token").asString();
      assertThat(post(cookie, token).isAllowed()).isTrue();
      assertThat(post(cookie, CsrfTokens.mask(SECRET, RANDOM)).isAllowed()).isFalse();
    }
  }

  @Test
  void makesTokensAndCookiesThatDjangoTakes() throws Exception {
    var attempts = new ArrayList<CsrfAttempt>();
    for (var i = 0; i < 20; i++) {
      var page = page();
      attempts.add(post(page.cookie(), page.token()));
      attempts.add(post(page.cookie(), page().token()));
    }

    var django =
        DjangoScript.ask("/django/csrf.py", attempts.stream().map(CsrfAttempt::question).toList());

    for (var i = 0; i < attempts.size(); i++) {
      assertThat(django.get(i).get("allowed").asBoolean()).isEqualTo(i % 2 == 0);
      assertThat(attempts.get(i).isAllowed()).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void showsAnotherTokenOnEachPage() {
    var tokens =
        Stream.generate(() -> CsrfTokens.mask(SECRET, RANDOM)).limit(100).distinct().toList();

    assertThat(tokens).hasSize(100).allMatch(token -> CsrfTokens.matches(token, SECRET));
    assertThat(tokens).allMatch(token -> !CsrfTokens.matches(token, OTHER));
  }

  @Test
  void setsTheCookieAsDjangoDoes() throws Exception {
    var response = csrf(CsrfConfig.defaults()).protect(CsrfTest::page).respond(get(Headers.none()));

    assertThat(response.headers().first("Set-Cookie").orElseThrow())
        .matches(
            "csrftoken=[A-Za-z0-9]{32}; expires=Sun, 21 Nov 2027 00:00:00 GMT; Max-Age=31449600; Path=/; SameSite=Lax");
    assertThat(response.headers().first("Vary")).contains("Cookie");
  }

  @Test
  void keepsTheSecretThatTheClientHas() throws Exception {
    var request = get(Headers.of("Cookie", "csrftoken=" + SECRET));

    var response = csrf(CsrfConfig.defaults()).protect(CsrfTest::page).respond(request);

    assertThat(response.headers().first("Set-Cookie").orElseThrow())
        .startsWith("csrftoken=" + SECRET + ";");
    assertThat(CsrfTokens.matches(response.body().utf8(), SECRET)).isTrue();
  }

  @Test
  void replacesACookieThatHoldsNoSecret() throws Exception {
    var request = get(Headers.of("Cookie", "csrftoken=short"));

    var response = csrf(CsrfConfig.defaults()).protect(_ -> OK).respond(request);

    assertThat(response.headers().first("Set-Cookie").orElseThrow())
        .matches("csrftoken=[A-Za-z0-9]{32};.*");
  }

  @Test
  void setsNoCookieThatNobodyAskedFor() throws Exception {
    var response = csrf(CsrfConfig.defaults()).protect(_ -> OK).respond(get(Headers.none()));

    assertThat(response.headers()).isEqualTo(Headers.none());
  }

  @Test
  void voidsOldTokensAtALogin() throws Exception {
    var attempt = post(SECRET, CsrfTokens.mask(SECRET, RANDOM));
    var login =
        csrf(CsrfConfig.defaults())
            .protect(
                request -> {
                  Csrf.rotate(request.scope());
                  return OK;
                });

    var cookie = cookie(login.respond(attempt.request()));

    assertThat(cookie).hasSize(32).isNotEqualTo(SECRET);
    assertThat(post(cookie, attempt.field()).isAllowed()).isFalse();
  }

  @Test
  void doesNothingAtALoginThroughAnUnprotectedView() {
    assertThatCode(() -> Csrf.rotate(Scopes.get(Headers.none()))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Csrf.token(Scopes.get(Headers.none())))
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("Csrf.protect");
  }

  @ParameterizedTest
  @CsvSource({
    "false, example.com, http://example.com, true",
    "true, example.com, https://example.com, true",
    "true, example.com, http://example.com, false",
    "false, example.com, http://evil.org, false",
    "false, example.com:8000, http://example.com, false",
    "false, example.com, null, false",
    "true, example.com, https://front.example.net, true",
    "true, example.com, http://front.example.net, false",
    "true, example.com, https://a.wild.example.net, true",
  })
  void looksAtTheOriginFirst(boolean secure, String host, String origin, boolean allowed)
      throws Exception {
    var headers = Map.of("Host", host, "Origin", origin, "Referer", "garbage");
    var attempt = new CsrfAttempt("POST", secure, headers, SECRET, SECRET, "");
    var config =
        CsrfConfig.defaults()
            .withTrustedOrigins(List.of("https://front.example.net", "https://*.wild.example.net"));

    assertThat(attempt.isAllowed(config)).isEqualTo(allowed);
    if (!allowed) {
      assertThat(attempt.failure(config)).isEqualTo(CsrfFailure.BAD_ORIGIN);
    }
  }

  @Test
  void trustsTheRefererOfATrustedOrigin() throws Exception {
    var headers = Map.of("Host", "example.com", "Referer", "https://front.example.net/page");
    var attempt = new CsrfAttempt("POST", true, headers, SECRET, SECRET, "");
    var trusting = CsrfConfig.defaults().withTrustedOrigins(List.of("https://front.example.net"));

    assertThat(attempt.isAllowed(trusting)).isTrue();
    assertThat(attempt.failure(CsrfConfig.defaults())).isEqualTo(CsrfFailure.BAD_REFERER);
  }

  /** Django compares texts here, and refuses it. */
  @Test
  void takesThePortOfTheSchemeForTheSameOrigin() throws Exception {
    var headers = Map.of("Host", "example.com", "Referer", "https://example.com:443/page");

    assertThat(new CsrfAttempt("POST", true, headers, SECRET, SECRET, "").isAllowed()).isTrue();
  }

  @Test
  void tellsWhatIsWrong() {
    assertThat(post("", SECRET).failure()).isEqualTo(CsrfFailure.NO_COOKIE);
    assertThat(post("short", SECRET).failure()).isEqualTo(CsrfFailure.BAD_COOKIE);
    assertThat(post(SECRET, "").failure()).isEqualTo(CsrfFailure.NO_TOKEN);
    assertThat(post(SECRET, "short").failure()).isEqualTo(CsrfFailure.BAD_TOKEN);
    assertThat(post(SECRET, OTHER).failure()).isEqualTo(CsrfFailure.WRONG_TOKEN);
    assertThat(new CsrfException(CsrfFailure.WRONG_TOKEN))
        .hasMessage("CSRF check failed: wrong-token")
        .extracting("status")
        .isEqualTo(403);
  }

  @Test
  void logsARefusalWithoutSecrets() {
    try (var log = new LogLines(Csrf.class)) {
      assertThat(post(SECRET, OTHER).failure()).isEqualTo(CsrfFailure.WRONG_TOKEN);

      assertThat(log.lines())
          .containsExactly("INFO c1 refused: CSRF check failed: wrong-token at '/'");
    }
  }

  private record Page(String cookie, String token) {}

  private static Page page() throws Exception {
    var response = csrf(CsrfConfig.defaults()).protect(CsrfTest::page).respond(get(Headers.none()));
    return new Page(cookie(response), response.body().utf8());
  }

  private static Response page(Request request) {
    return new Response(200, Headers.none(), Bytes.utf8(Csrf.token(request.scope())));
  }

  private static String cookie(Response response) {
    var text = response.headers().first("Set-Cookie").orElseThrow();
    return text.substring("csrftoken=".length(), text.indexOf(';'));
  }

  private static Csrf csrf(CsrfConfig config) {
    return CsrfAttempt.csrf(config);
  }

  private static Request get(Headers headers) {
    return new Request(Scopes.get(headers), Bytes.empty());
  }

  private static CsrfAttempt post(String cookie, String field) {
    return new CsrfAttempt("POST", false, Map.of("Host", "example.com"), cookie, field, "");
  }
}
