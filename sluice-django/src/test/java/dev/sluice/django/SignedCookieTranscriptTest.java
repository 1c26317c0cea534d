package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.WebSocketCommand;
import dev.sluice.sessions.Session;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Transcript signed-cookies, by the names of its scenarios. */
final class SignedCookieTranscriptTest {

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private final SessionConfig config = SessionConfig.defaults();
  private final SignedCookieSessionStore store =
      new SignedCookieSessionStore(SecretKeys.of("key"), config, clock);
  private final SessionMiddlewareStack sessions =
      new SessionMiddlewareStack(store, config, clock, new Random(7));

  /** The cookie that was thrown away is good again, which no server can know better. */
  @Test
  void signedCookieSession() {
    var login = request(session -> session.put("_auth_user_id", "1")).exchange();
    var signed = signed(login);
    assertThat(login.headers().first("Set-Cookie").orElseThrow())
        .isEqualTo(
            "sessionid=%s; expires=Sun, 06 Dec 2026 10:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax"
                .formatted(signed));

    assertThat(whoami(signed).headers().first("Set-Cookie")).isEmpty();
    var logout = request(Session::flush).cookie("sessionid", signed).exchange();
    assertThat(logout.headers().first("Set-Cookie").orElseThrow())
        .isEqualTo(
            "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax");

    assertThat(whoami(signed).body().utf8()).isEqualTo("1 " + signed);
    var socket =
        sessions.wrap(
            (scope, _, outbox) -> {
              outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
              outbox.send(new WebSocketCommand.Text(user(Session.of(scope))));
            });
    try (var client = WebSocketCommunicator.to(socket).cookie("sessionid", signed).connect()) {
      client.expectAccept();
      assertThat(client.receiveText()).isEqualTo("1 " + signed);
    }
  }

  /** A login puts its values under a new key, which the response tells. */
  @Test
  void signedCookieHttpConsumer() {
    var login =
        request(
                session -> {
                  session.put("_auth_user_id", "1");
                  session.cycleKey();
                  session.save();
                })
            .exchange();

    assertThat(whoami(signed(login)).body().utf8()).isEqualTo("1 " + signed(login));
  }

  @Test
  void aCookieThatSomebodyChangedIsDeleted() {
    var signed = signed(request(session -> session.put("_auth_user_id", "1")).exchange());

    var answer = whoami(signed.substring(0, signed.length() - 1) + "!");

    assertThat(answer.headers().first("Set-Cookie").orElseThrow()).contains("Max-Age=0");
  }

  private HttpAnswer whoami(String signed) {
    return request(_ -> {}).cookie("sessionid", signed).exchange();
  }

  private HttpCommunicator request(Consumer<Session> page) {
    return HttpCommunicator.to(
        sessions.wrap(
            (scope, _, outbox) -> {
              var session = Session.of(scope);
              page.accept(session);
              var body = user(session);
              outbox.send(new HttpCommand.Start(200, Headers.none()));
              outbox.send(new HttpCommand.Body(Bytes.utf8(body), false));
            }));
  }

  private static String user(Session session) {
    return session.find("_auth_user_id").orElse("-") + " " + session.key().orElse("-");
  }

  private static String signed(HttpAnswer answer) {
    var cookie = answer.headers().first("Set-Cookie").orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }
}
