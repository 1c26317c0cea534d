package dev.sluice.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthEvent;
import dev.sluice.auth.AuthListener;
import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.manage.Site;
import dev.sluice.sessions.Session;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.Login;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same for what needs Django's tables: sessions, users, and who logs in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FromChannelsSiteTest {

  private LiveSite live;

  @BeforeAll
  void start() {
    live = LiveSite.start();
  }

  @AfterAll
  void stop() {
    live.close();
  }

  private static Response count(Request request) {
    var scope = request.scope();
    var visits = Session.of(scope).find("visits", Integer.class).orElse(0) + 1;
    Session.of(scope).put("visits", visits);
    Session.of(scope).save();
    return Response.text("visit " + visits);
  }

  @Test
  void aSessionIsKeptForWhoeverComesBack() {
    var site = live.site();
    var inner = View.application(FromChannelsSiteTest::count);
    var app =
        new SessionMiddlewareStack(
                site.sessionStore(), site.config().sessions(), site.clock(), site.random())
            .wrap(inner);
    var first = HttpCommunicator.to(app).exchange();
    var cookie = first.headers().first("Set-Cookie").orElseThrow().split(";", 2)[0];

    assertThat(first.text()).isEqualTo("visit 1");
    assertThat(HttpCommunicator.to(app).header("Cookie", cookie).exchange().text())
        .isEqualTo("visit 2");
  }

  @Test
  void whoHasLoggedInIsKnownUntilTheyLogOut() {
    var site = live.site();
    var events = new CopyOnWriteArrayList<AuthEvent>();
    var app = doors(site, events);

    var login = HttpCommunicator.to(app).path("/login").exchange();
    assertThat(login.text()).isEqualTo("testuserone");
    var cookie = login.headers().first("Set-Cookie").orElseThrow().split("[=;]", 3);
    var somebody = HttpCommunicator.to(app).loginAs(new Login(cookie[0], cookie[1]));

    assertThat(somebody.path("/who").exchange().text()).isEqualTo("testuserone");
    assertThat(somebody.path("/logout").exchange().text()).isEmpty();
    assertThat(somebody.path("/who").exchange().text()).isEmpty();
    assertThat(HttpCommunicator.to(app).path("/wrong").exchange().text()).isEmpty();
    assertThat(events).singleElement().isInstanceOf(AuthEvent.LoginFailed.class);
  }

  private static Application doors(Site site, List<AuthEvent> events) {
    var inner =
        View.application(
            request -> {
              var scope = request.scope();
              var u = "testuserone";
              var p = request.path().equals("/wrong") ? "wrong" : "testing123";
              switch (request.path()) {
                case "/login" ->
                    site.authentication()
                        .authenticate(scope, u, p)
                        .ifPresent(user -> Auth.login(scope, user));
                case "/logout" -> Auth.logout(scope);
                case "/wrong" -> {
                  var authentication = site.authentication();
                  AuthListener f = events::add;
                  assertThat(authentication.withListener(f).authenticate(scope, u, p)).isEmpty();
                }
                default -> Auth.getUser(scope);
              }
              return Response.text(Auth.of(scope).identity().username());
            });
    return site.authMiddlewareStack().wrap(inner);
  }
}
