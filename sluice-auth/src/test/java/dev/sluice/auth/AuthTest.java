package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.MissingAttributeException;
import dev.sluice.Scope;
import dev.sluice.sessions.Session;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.Csrf;
import dev.sluice.web.CsrfConfig;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuthTest {

  private final Site site = Site.withAnnAndBen();

  @Test
  void whoHasNoCookieIsAnonymous() {
    var answer =
        site.page(
                scope -> {
                  var auth = Auth.of(scope);
                  assertThat(auth.identity()).isEqualTo(new AnonymousUser());
                  assertThatThrownBy(auth::requireUser)
                      .isInstanceOfSatisfying(
                          DenyException.class, it -> assertThat(it.status()).isEqualTo(401));
                })
            .exchange();

    assertThat(answer.headers().all("Set-Cookie")).isEmpty();
  }

  @Test
  void whoeverNeedsAUserRefusesTheHandshakesOfOthers() {
    var members = site.stack().wrap(Site.pageOf(scope -> Auth.of(scope).requireUser()));
    try (var socket = WebSocketCommunicator.to(members).origin(Site.HOST).connect()) {
      socket.expectDenied(401);
    }
  }

  /** Transcript http, session-login-and-out. */
  @Test
  void aLoginIsRememberedUntilTheLogout() {
    var key = site.keyOfLogin("1");

    site.page(scope -> assertThat(nameIn(scope)).isEqualTo("ann"))
        .cookie("sessionid", key)
        .exchange();
    var bye =
        site.page(
                scope -> {
                  Auth.of(scope).logout();
                  assertThat(nameIn(scope)).isEmpty();
                })
            .cookie("sessionid", key)
            .exchange();

    assertThat(bye.headers().first("Set-Cookie").orElseThrow())
        .isEqualTo(
            "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax");
    site.page(scope -> assertThat(nameIn(scope)).isEmpty()).cookie("sessionid", key).exchange();
  }

  @Test
  void aPageThatDoesNotAskForTheUserDependsOnNoCookie() {
    var key = site.keyOfLogin("1");

    var answer = site.page(_ -> {}).cookie("sessionid", key).exchange();

    assertThat(answer.headers().first("Vary")).isEmpty();
  }

  /** Transcript ws-session, login-save-reconnect: Channels needs a save by hand. */
  @Test
  void aLoginOnAWebSocketHoldsOnTheNextConnection() {
    var key = new String[1];
    site.onSocket(
        Optional.empty(),
        scope -> {
          Auth.of(scope).login(site.authenticated("1"));
          assertThat(nameIn(scope)).isEqualTo("ann");
          key[0] = Session.of(scope).key().orElseThrow();
        });

    site.onSocket(Optional.of(key[0]), scope -> assertThat(nameIn(scope)).isEqualTo("ann"));
  }

  @Test
  void aLogoutOnAWebSocketEndsTheSessionEverywhere() {
    var key = site.keyOfLogin("1");

    site.onSocket(Optional.of(key), scope -> Auth.of(scope).logout());

    site.page(scope -> assertThat(nameIn(scope)).isEmpty()).cookie("sessionid", key).exchange();
  }

  /** Transcript ws-session, connect-with-stale-hash. */
  @Test
  void aNewPasswordEndsTheSessionsThatRememberTheOld() {
    var key = site.keyOfLogin("1");
    site.people().put("1", "ann", "plain$other", true);

    site.onSocket(Optional.of(key), scope -> assertThat(nameIn(scope)).isEmpty());

    assertThat(site.sessions().find(key)).isEmpty();
  }

  /** Transcript ws-session, user-deactivated-elsewhere. */
  @Test
  void aDeactivatedUserIsNobodyAndTheSessionWaits() {
    var key = site.keyOfLogin("1");
    site.people().put("1", "ann", "plain$anns", false);

    site.onSocket(Optional.of(key), scope -> assertThat(nameIn(scope)).isEmpty());

    site.people().put("1", "ann", "plain$anns", true);
    site.onSocket(Optional.of(key), scope -> assertThat(nameIn(scope)).isEqualTo("ann"));
  }

  @Test
  void theUserOfAConnectionStaysWhoTheyWere() {
    var key = site.keyOfLogin("1");

    site.onSocket(
        Optional.of(key),
        scope -> {
          site.people().remove("1");
          assertThat(nameIn(scope)).isEqualTo("ann");
        });
  }

  @Test
  void loginsAndLogoutsAreTold() {
    var key = site.keyOfLogin("1");
    site.page(scope -> Auth.of(scope).logout()).path("/bye/").cookie("sessionid", key).exchange();
    site.page(scope -> Auth.of(scope).logout()).cookie("sessionid", key).exchange();

    assertThat(site.events())
        .satisfiesExactly(
            in -> assertThat(in).isInstanceOf(AuthEvent.LoggedIn.class),
            out ->
                assertThat(out)
                    .isInstanceOfSatisfying(
                        AuthEvent.LoggedOut.class,
                        it -> {
                          assertThat(it.user().username()).isEqualTo("ann");
                          assertThat(((ConnectionScope) it.scope()).path()).isEqualTo("/bye/");
                        }));
  }

  /** Transcript http, session-login-and-out: Channels' login leaves the CSRF token as it was. */
  @Test
  void aLoginChangesTheCsrfToken() {
    var csrf = new Csrf(CsrfConfig.defaults(), new SecureRandom(), Clock.systemUTC());
    var view =
        csrf.protect(
            request -> {
              Auth.of(request.scope()).login(site.authenticated("1"));
              return Response.status(200);
            });
    var secret = "s".repeat(32);

    var answer =
        HttpCommunicator.to(site.stack().wrap(View.application(view)))
            .method("POST")
            .cookie("csrftoken", secret)
            .header("X-CSRFToken", secret)
            .exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().all("Set-Cookie"))
        .satisfiesOnlyOnce(it -> assertThat(it).startsWith("csrftoken=").doesNotContain(secret))
        .satisfiesOnlyOnce(it -> assertThat(it).startsWith("sessionid="));
  }

  @Test
  void aLoginThatAListenerFailsIsNotSaved() {
    var failing =
        site.authentication()
            .withListener(
                _ -> {
                  throw new IllegalStateException("the database is gone");
                });
    var application =
        site.stack(failing)
            .wrap(Site.pageOf(scope -> Auth.of(scope).login(site.authenticated("1"))));
    var key = site.page(scope -> Session.of(scope).put("cart", 1)).exchange();

    var socket =
        WebSocketCommunicator.to(application)
            .origin(Site.HOST)
            .cookie("sessionid", Site.key(key).orElseThrow())
            .connect();

    assertThatThrownBy(socket::expectAccept).hasMessageContaining("the database is gone");
    site.onSocket(Site.key(key), scope -> assertThat(nameIn(scope)).isEmpty());
  }

  @Test
  void aSchemeOfOnesOwnTakesThreeLines() {
    var queryAuth =
        Auth.from(scope -> site.people().findById(scope.query().raw()).map(Credentials::user));
    site.people().put("3", "sleepy", "plain$zzz", false);
    var application =
        queryAuth.wrap(
            Site.pageOf(
                scope -> {
                  assertThat(nameIn(scope)).isEqualTo("ann");
                  assertThatThrownBy(Auth.of(scope)::logout)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("AuthMiddlewareStack");
                }));

    HttpCommunicator.to(application).path("/?1").exchange();
    for (var nobody : new String[] {"/?99", "/", "/?abc", "/?3"}) {
      HttpCommunicator.to(queryAuth.wrap(Site.pageOf(scope -> assertThat(nameIn(scope)).isEmpty())))
          .path(nobody)
          .exchange();
    }
  }

  @Test
  void aMissingMiddlewareIsNamed() {
    assertThatThrownBy(() -> HttpCommunicator.to(Site.pageOf(Auth::of)).exchange())
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("AuthMiddlewareStack");
    var withoutSession = new AuthMiddleware(site.authentication()).wrap(Site.pageOf(_ -> {}));
    assertThatThrownBy(() -> HttpCommunicator.to(withoutSession).exchange())
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("SessionMiddleware");
  }

  private static String nameIn(Scope scope) {
    return Auth.of(scope).identity().username();
  }
}
