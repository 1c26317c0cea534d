package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddleware;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Connections;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand WebSockets, half by session and half by token. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class ManySocketsTest {

  private static final int HALF = 5000;
  private static final int MOST_STATEMENTS = 20;

  private final Metered metered;
  private final Site site;
  private final DjangoSessionAuthHash hash;
  private final Connections connections = new Connections();
  private final Revalidation revalidation;

  ManySocketsTest(Kind kind, Sites sites) {
    this.metered = sites.metered(kind);
    this.site = metered.site();
    this.hash = new DjangoSessionAuthHash(site.keys);
    this.revalidation =
        Revalidation.start(connections, Duration.ZERO, site.clock, new SecureRandom());
  }

  @AfterEach
  void close() throws Exception {
    revalidation.close();
    metered.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // for machines that are busy with something else
  void areCheckedWithAtMostTwentyStatements() {
    fill();
    var bySession = sockets(sessions(), key -> "sessionid=" + key, "/");
    var byToken = sockets(tokens(), _ -> "", "/?token=");
    assertThat(connections.size()).isEqualTo(2 * HALF);

    var first = metered.meter().of(revalidation::check);
    assertThat(first.executed()).isBetween(3L, (long) MOST_STATEMENTS);
    assertThat(metered.meter().of(revalidation::check))
        .isEqualTo(new Meter.Cost(first.executed(), 0));
    assertThat(connections.size()).isEqualTo(2 * HALF);

    site.sessions.delete(key(7));
    site.users.setActive("8", false);
    site.tokens.delete("9");
    revalidation.check();
    bySession.get(6).expectClosed(4401);
    bySession.get(7).expectClosed(4401);
    byToken.get(7).expectClosed(4401);
    byToken.get(8).expectClosed(4401);

    bySession.forEach(WebSocketCommunicator::close);
    byToken.forEach(WebSocketCommunicator::close);
    assertThat(connections.size()).isZero();
  }

  private void fill() {
    site.database.transaction("fill", this::addUsersWithTokens);
    var credentials = site.userStore.findById("1").orElseThrow();
    for (var i = 1; i <= HALF; i++) {
      site.sessions.insert(
          new SessionRecord(
              key(i),
              Map.of(
                  "_auth_user_id", String.valueOf(i),
                  "_auth_user_backend", ModelBackend.PATH,
                  "_auth_user_hash", hash.of(credentials)),
              site.clock.instant().plus(Duration.ofDays(1))));
    }
  }

  private int addUsersWithTokens(Transaction transaction) throws SQLException {
    var now = site.clock.instant();
    for (var i = 1; i <= HALF; i++) {
      transaction.update(
          "INSERT INTO auth_user (id, username, email, password, first_name, last_name, is_staff,"
              + " is_superuser, is_active, date_joined)"
              + " VALUES (?, ?, '', 'hash', '', '', ?, ?, ?, ?)",
          i,
          "user" + i,
          false,
          false,
          true,
          now);
      transaction.update(
          "INSERT INTO authtoken_token (\"key\", user_id, created) VALUES (?, ?, ?)",
          key(i),
          i,
          now);
    }
    return HALF;
  }

  private static String key(int number) {
    return "%032d".formatted(number);
  }

  private Middleware sessions() {
    var authentication = Authentication.of(hash, new ModelBackend(site.userStore, site.hasher));
    return revalidation
        .andThen(
            new SessionMiddlewareStack(
                site.sessions, SessionConfig.defaults(), site.clock, new SecureRandom()))
        .andThen(new AuthMiddleware(authentication));
  }

  private Middleware tokens() {
    return revalidation.andThen(TokenAuthMiddleware.query("token", site.tokens));
  }

  private static List<WebSocketCommunicator> sockets(
      Middleware doors, UnaryOperator<String> cookie, String path) {
    var application =
        doors.wrap(
            WebSocket.application(
                socket -> {
                  Auth.of(socket.scope()).requireUser();
                  socket.accept();
                  socket.forEach(_ -> {});
                }));
    var sockets = new ArrayList<WebSocketCommunicator>();
    for (var i = 1; i <= HALF; i++) {
      var socket =
          WebSocketCommunicator.to(application)
              .path(path.endsWith("=") ? path + key(i) : path)
              .header("Cookie", cookie.apply(key(i)))
              .connect();
      socket.expectAccept();
      sockets.add(socket);
    }
    return sockets;
  }
}
