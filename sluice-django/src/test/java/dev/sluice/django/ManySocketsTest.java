package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddleware;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Connections;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.TokenGrant;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten thousand WebSockets, half by session and half by token, against one SQLite. */
final class ManySocketsTest {

  private static final int HALF = 5000;

  private final Site site = Site.inMemory();

  /** What the stores were asked, in words. */
  private final List<String> questions = Collections.synchronizedList(new ArrayList<>());

  private final DjangoSessionAuthHash hash = new DjangoSessionAuthHash(site.keys);
  private final Connections connections = new Connections();
  private final Revalidation revalidation =
      Revalidation.start(connections, Duration.ZERO, site.clock, new SecureRandom());

  @AfterEach
  void close() {
    revalidation.close();
    site.close();
  }

  /** {@link ManyValuesTest} shows that five thousand of a kind are three statements, so nine. */
  @Test
  void areCheckedWithOneQuestionForEachTable() {
    fill();
    var bySession = sockets(sessions(), key -> "sessionid=" + key, "/");
    var byToken = sockets(tokens(), _ -> "", "/?token=");
    assertThat(connections.size()).isEqualTo(2 * HALF);

    questions.clear();
    revalidation.check();
    assertThat(questions).containsExactlyInAnyOrder("5000 sessions", "5000 users", "5000 tokens");
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
    site.database.call(
        "fill",
        statements ->
            statements.update(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                    + " INSERT INTO auth_user (id, username, email, password, first_name,"
                    + " last_name, is_staff, is_superuser, is_active, date_joined, last_login)"
                    + " SELECT i, 'user' || i, '', 'hash', '', '', 0, 0, 1,"
                    + " '2026-11-22 10:00:00', NULL FROM n"));
    site.database.call(
        "fill",
        statements ->
            statements.update(
                "INSERT INTO authtoken_token (key, user_id, created)"
                    + " SELECT printf('%032d', id), id, '2026-11-22 10:00:00' FROM auth_user"));
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

  private static String key(int number) {
    return "%032d".formatted(number);
  }

  private Middleware sessions() {
    var authentication = Authentication.of(hash, new ModelBackend(new AskedUsers(), site.hasher));
    return revalidation
        .andThen(
            new SessionMiddlewareStack(
                new AskedSessions(), SessionConfig.defaults(), site.clock, new SecureRandom()))
        .andThen(new AuthMiddleware(authentication));
  }

  private Middleware tokens() {
    return revalidation.andThen(TokenAuthMiddleware.query("token", new AskedTokens()));
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

  private final class AskedSessions implements SessionStore {

    @Override
    public Optional<SessionRecord> find(String key) {
      questions.add("a session");
      return site.sessions.find(key);
    }

    @Override
    public Map<String, SessionRecord> findAll(Collection<String> keys) {
      questions.add(keys.size() + " sessions");
      return site.sessions.findAll(keys);
    }

    @Override
    public boolean insert(SessionRecord session) {
      return site.sessions.insert(session);
    }

    @Override
    public boolean update(SessionRecord session) {
      return site.sessions.update(session);
    }

    @Override
    public void delete(String key) {
      site.sessions.delete(key);
    }

    @Override
    public int clearExpired() {
      return site.sessions.clearExpired();
    }
  }

  private final class AskedUsers implements UserStore {

    @Override
    public Optional<Credentials> findById(String id) {
      questions.add("a user");
      return site.userStore.findById(id);
    }

    @Override
    public Map<String, Credentials> findAllById(Collection<String> ids) {
      questions.add(ids.size() + " users");
      return site.userStore.findAllById(ids);
    }

    @Override
    public Optional<Credentials> findByUsername(String username) {
      return site.userStore.findByUsername(username);
    }
  }

  private final class AskedTokens implements TokenStore {

    @Override
    public Optional<User> findUser(String token) {
      questions.add("a token");
      return site.tokens.findUser(token);
    }

    @Override
    public Map<String, TokenGrant> findAll(Collection<String> tokens) {
      questions.add(tokens.size() + " tokens");
      return site.tokens.findAll(tokens);
    }
  }
}
