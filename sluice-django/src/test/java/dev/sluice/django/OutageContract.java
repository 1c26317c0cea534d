package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Scope;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Connections;
import dev.sluice.auth.Identity;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.server.WebSocketLimits;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a server does while the place of its sessions is away, and afterwards. A store's own test
 * extends this.
 */
public abstract class OutageContract {

  /** The key of the session, which is that of the user called alice. */
  protected static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";

  private static final String ANYTHING_OF_OURS =
      "(?is).*(sql|jdbc|redis|database|127\\.0\\.0\\.1|" + KEY + "|exception|session).*";

  private final Clock clock = Clock.systemUTC();
  private final SecretKeys keys = SecretKeys.of("0123456789-abcdefghijklmnop-outage");

  /** Returns where the sessions are. */
  protected abstract SessionStore sessions();

  /** Returns where a user called alice is. */
  protected abstract UserStore users();

  /** Takes the sessions' place away. */
  protected abstract void begin() throws Exception;

  /** Brings it back. */
  protected abstract void end() throws Exception;

  /** Gives alice her session in a store. */
  protected final void logInAt(SessionStore sessions) {
    var alice = users().findByUsername("alice").orElseThrow();
    sessions.insert(
        new SessionRecord(
            KEY,
            Map.of(
                "_auth_user_id",
                alice.user().id(),
                "_auth_user_backend",
                ModelBackend.PATH,
                "_auth_user_hash",
                new DjangoSessionAuthHash(keys).of(alice)),
            clock.instant().plus(Duration.ofHours(1))));
  }

  @Test
  protected void anOutageIsToldToClientsAndEndsByItself() throws Exception {
    logInAt(sessions());
    var revalidation =
        Revalidation.start(new Connections(), Duration.ZERO, clock, new SecureRandom());
    try (revalidation;
        var server = Server.start(revalidation.andThen(stack()).wrap(site()), config());
        var browser = new Browser(server.address().getPort(), "sessionid=" + KEY);
        var log = Log.of("dev.sluice.server.ApplicationRun")) {
      assertThat(browser.get().body()).isEqualTo("alice");
      var asking = browser.open();
      var silent = browser.open();
      assertThat(asking.ask("who")).isEqualTo("alice");

      begin();
      assertUnavailable(browser.get());
      assertUnavailable(browser.refused());
      revalidation.check();
      assertThat(asking.ask("anything")).isEqualTo("anything");
      assertThat(asking.ask("who")).isEqualTo("closed 1013");
      assertThat(log.messages())
          .hasSize(3)
          .allMatch(line -> line.matches("connection \\S+: unavailable on /: could not .*"))
          .noneMatch(line -> line.contains(KEY));

      end();
      awaitReturn(browser);
      revalidation.check();
      assertThat(silent.ask("who")).isEqualTo("alice");
      assertThat(browser.open().ask("who")).isEqualTo("alice");
      sessions().delete(KEY);
      revalidation.check();
      assertThat(silent.next()).isEqualTo("closed 4401");
      assertThat(browser.get().body()).isEqualTo("nobody");
    }
  }

  /** A new connection takes some attempts; none of them may be anybody else's. */
  private static void awaitReturn(Browser browser) throws Exception {
    var answer = browser.get();
    while (answer.statusCode() == 503) {
      answer = browser.get();
    }
    assertThat(answer.body()).isEqualTo("alice");
  }

  private static void assertUnavailable(HttpResponse<?> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.headers().map().toString() + answer.body()).doesNotMatch(ANYTHING_OF_OURS);
  }

  private AuthMiddlewareStack stack() {
    var hasher = new PasswordHashers(PasswordSettings.besideDjango(), new SecureRandom());
    var authentication =
        Authentication.of(new DjangoSessionAuthHash(keys), new ModelBackend(users(), hasher));
    var sessions =
        new SessionMiddleware(sessions(), SessionConfig.defaults(), clock, new SecureRandom());
    return new AuthMiddlewareStack(sessions, authentication, new OriginPolicy(List.of()))
        .unsafeAllowAnyOrigin();
  }

  private static Application site() {
    return new ProtocolTypeRouter()
        .http(View.application(request -> Response.text(name(Auth.getUser(request.scope())))))
        .webSocket(
            WebSocket.application(
                socket -> {
                  socket.accept();
                  for (var word : socket.texts()) {
                    socket.send(word.equals("who") ? name(socket.scope()) : word);
                  }
                }));
  }

  private static String name(Scope scope) {
    return name(Auth.getUser(scope));
  }

  private static String name(Identity identity) {
    return identity instanceof User user ? user.username() : "nobody";
  }

  private static ServerConfig config() {
    return ServerConfig.defaults()
        .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withWebSocket(WebSocketLimits.defaults().withHandshakeTimeout(Duration.ofMinutes(1)));
  }
}
