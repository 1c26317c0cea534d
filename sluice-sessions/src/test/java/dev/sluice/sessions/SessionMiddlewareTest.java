package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.MissingAttributeException;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.SameSite;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionMiddlewareTest {

  private static final String UNKNOWN = "u".repeat(32);

  private final Site site = Site.ofDefaults();

  /** Transcript http, session-rotation: POST /session/set/. */
  @Test
  void aChangedSessionIsSavedAndItsCookieSet() {
    var answer = site.answer(200, session -> session.put("cart", 1));

    var key = site.keyIn(answer).orElseThrow();
    assertThat(key).matches("[a-z0-9]{32}");
    assertThat(setCookie(answer))
        .isEqualTo(
            "sessionid=%s; expires=Sun, 06 Dec 2026 10:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax"
                .formatted(key));
    assertThat(answer.headers().first("Vary")).contains("Cookie");
    assertThat(site.store().find(key).orElseThrow().values()).containsEntry("cart", 1);
  }

  @Test
  void theNextRequestFindsWhatWasPut() {
    var key = site.keyOfSessionWith("cart", 1);
    var seen = new AtomicReference<Object>();

    var answer = site.answer(200, it -> seen.set(it.find("cart").orElseThrow()), key);

    assertThat(seen.get()).isEqualTo(1);
    assertThat(answer.headers().all("Set-Cookie")).isEmpty();
    assertThat(answer.headers().first("Vary")).contains("Cookie");
  }

  @Test
  void aSessionThatNobodyAsksForLeavesNoTrace() {
    var key = site.keyOfSessionWith("cart", 1);

    assertThat(site.answer(200, _ -> {}).headers()).isEqualTo(Headers.none());
    assertThat(site.answer(200, _ -> {}, key).headers()).isEqualTo(Headers.none());
    assertThat(site.answer(200, _ -> {}, UNKNOWN).headers()).isEqualTo(Headers.none());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 599})
  void aServerErrorSavesNothing(int status) {
    var key = site.keyOfSessionWith("cart", 1);

    var answer = site.answer(status, it -> it.put("cart", 2), key);

    assertThat(answer.headers().all("Set-Cookie")).isEmpty();
    assertThat(site.store().find(key).orElseThrow().values()).containsEntry("cart", 1);
  }

  @Test
  void aRefusalSavesLikeAnyOtherResponse() {
    var application =
        site.serving(
            (scope, _, _) -> {
              Session.of(scope).put("refusals", 1);
              throw new DenyException(403, "no");
            });

    var answer = HttpCommunicator.to(application).exchange();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(site.store().find(site.keyIn(answer).orElseThrow())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN_KEY, "short", "", "\"with space\"", "\"x\\000yyyyyyyy\""})
  void aKeyThatAClientMadeUpIsNeverAdopted(String made) {
    var answer = site.answer(200, session -> session.put("cart", 1), made);

    assertThat(site.keyIn(answer).orElseThrow()).matches("[a-z0-9]{32}").isNotEqualTo(made);
    assertThat(site.store().find(made)).isEmpty();
  }

  private static final String UNKNOWN_KEY = "attackerattackerattackerattacker";

  /** Transcript http, session-login-and-out: whoami after the logout. */
  @Test
  void theCookieOfASessionThatIsGoneIsDeleted() {
    var answer = site.answer(200, session -> assertThat(session.isEmpty()).isTrue(), UNKNOWN);

    assertThat(setCookie(answer))
        .isEqualTo(
            "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax");
    assertThat(answer.headers().first("Vary")).contains("Cookie");
  }

  @Test
  void anExpiredSessionIsGone() {
    var key = site.keyOfSessionWith("cart", 1);

    var clock = site.after(Duration.ofDays(14)).clock();
    var later = new InMemorySessionStore(clock);
    later.insert(site.store().find(key).orElseThrow());

    new Site(later, site.config(), clock, site.random())
        .answer(200, session -> assertThat(session.key()).isEmpty(), key);
  }

  @Test
  void aFlushedSessionIsGoneAtOnceWhateverTheStatus() {
    var key = site.keyOfSessionWith("cart", 1);

    var answer =
        site.answer(
            500,
            session -> {
              session.flush();
              assertThat(site.store().find(key)).isEmpty();
            },
            key);

    assertThat(site.keyIn(answer)).isEmpty();
    assertThat(setCookie(answer)).contains("Max-Age=0");
  }

  @Test
  void aNewKeyKeepsTheValuesAndEndsTheOldKey() {
    var key = site.keyOfSessionWith("cart", 1);

    var answer = site.answer(200, Session::cycleKey, key);

    var newKey = site.keyIn(answer).orElseThrow();
    assertThat(site.store().find(key)).isEmpty();
    assertThat(site.store().find(newKey).orElseThrow().values()).containsEntry("cart", 1);
  }

  @Test
  void aFailedRequestLeavesTheOldKeyInPlace() {
    var key = site.keyOfSessionWith("cart", 1);

    site.answer(500, Session::cycleKey, key);

    assertThat(site.store().find(key)).isPresent();
  }

  @Test
  void aDeletedSessionIsNotResurrected() {
    var key = site.keyOfSessionWith("cart", 1);

    var answer =
        site.answer(
            200,
            session -> {
              session.put("cart", 2);
              site.store().delete(key);
            },
            key);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("session was ended");
    assertThat(site.store().find(key)).isEmpty();
  }

  @Test
  void aChangeAfterTheResponseBeganNeedsASave() {
    var key = site.keyOfSessionWith("cart", 1);
    var application =
        site.serving(
            (scope, _, outbox) -> {
              var session = Session.of(scope);
              assertThat(session.isSavedByResponse()).isTrue();
              outbox.send(new HttpCommand.Start(200, Headers.none()));
              assertThat(session.isSavedByResponse()).isFalse();
              session.put("cart", 2);
              session.save();
              outbox.send(new HttpCommand.Body(Bytes.empty(), false));
            });

    HttpCommunicator.to(application).cookie("sessionid", key).exchange();

    assertThat(site.store().find(key).orElseThrow().values()).containsEntry("cart", 2);
  }

  @Test
  void aSessionSavedByHandStillGetsItsCookie() {
    var answer =
        site.answer(
            200,
            session -> {
              session.put("cart", 1);
              session.save();
              assertThat(session.isModified()).isFalse();
            });

    assertThat(site.keyIn(answer)).isPresent();
  }

  @Test
  void everyRequestSavesIfItIsToldSo() {
    var saving = Site.of(SessionConfig.defaults().withSaveEveryRequest(true));
    var key = saving.keyOfSessionWith("cart", 1);

    var later = saving.after(Duration.ofDays(1));

    assertThat(saving.keyIn(later.answer(200, _ -> {}, key))).contains(key);
    assertThat(saving.store().find(key).orElseThrow().expires())
        .isEqualTo(Site.NOW.plus(Duration.ofDays(15)));
    assertThat(later.answer(200, _ -> {}).headers()).isEqualTo(Headers.none());
    assertThat(setCookie(later.answer(200, _ -> {}, UNKNOWN))).contains("Max-Age=0");
  }

  @Test
  void theCookieHasAllItsSettings() {
    var config =
        SessionConfig.defaults()
            .withSecure(true)
            .withCookieName("__Secure-id")
            .withAge(Duration.ofHours(1))
            .withDomain("example.com")
            .withPath("/app/")
            .withHttpOnly(false)
            .withSameSite(SameSite.STRICT);
    var strict = Site.of(config);

    var made = strict.answer(200, session -> session.put("cart", 1));
    var deleted = strict.answer(200, Session::isEmpty, UNKNOWN);

    assertThat(setCookie(made))
        .endsWith(
            "; Domain=example.com; expires=Sun, 22 Nov 2026 11:00:00 GMT; Max-Age=3600; Path=/app/; SameSite=Strict; Secure");
    assertThat(setCookie(deleted))
        .contains("Domain=example.com")
        .contains("Max-Age=0; Path=/app/; SameSite=Strict; Secure");
  }

  /** Transcript browser-close. */
  @Test
  void theCookieMayEndWithTheBrowser() {
    var closing = Site.of(SessionConfig.defaults().withExpireAtBrowserClose(true));

    var answer = closing.answer(200, session -> session.put("cart", 1));

    assertThat(setCookie(answer)).endsWith("; HttpOnly; Path=/; SameSite=Lax");
    assertThat(setCookie(answer)).doesNotContain("expires", "Max-Age");
  }

  @Test
  void aSessionAlreadyInTheScopeStays() {
    var inner = Site.ofDefaults();
    var application =
        site.serving(
            inner.serving(
                (scope, _, outbox) -> {
                  Session.of(scope).put("cart", 1);
                  outbox.send(new HttpCommand.Start(200, Headers.none()));
                  outbox.send(new HttpCommand.Body(Bytes.empty(), false));
                }));

    var answer = HttpCommunicator.to(application).exchange();

    assertThat(answer.headers().all("Set-Cookie")).hasSize(1);
    assertThat(site.store().find(site.keyIn(answer).orElseThrow())).isPresent();
  }

  @Test
  void aMissingMiddlewareIsNamed() {
    var sessions = new SessionMiddleware(site.store(), site.config(), site.clock(), site.random());

    assertThatThrownBy(() -> HttpCommunicator.to(sessions.wrap((_, _, _) -> {})).exchange())
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("CookieMiddleware");
    assertThatThrownBy(() -> HttpCommunicator.to((scope, _, _) -> Session.of(scope)).exchange())
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("SessionMiddleware");
  }

  private static String setCookie(HttpAnswer answer) {
    return answer.headers().first("Set-Cookie").orElseThrow();
  }
}
