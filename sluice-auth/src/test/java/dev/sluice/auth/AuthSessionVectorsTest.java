package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Scope;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.Session;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.vectors.Vectors;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every case of {@code auth_session}, after Django's own column where Channels differs.
 *
 * <p>What differs here, on purpose:
 *
 * <ul>
 *   <li>{@code get_user/fallback-hash}: Django changes the key when it accepts a hash made with a
 *       former secret key. Here the key stays, so that a WebSocket and requests side by side keep
 *       their session (Channels ends it).
 *   <li>{@code login/*}, {@code stored}: Channels saves nothing, so the new row lacks the user.
 *       Here a WebSocket saves at login, and HTTP with the response; until then the old row of an
 *       anonymous session stays.
 * </ul>
 */
final class AuthSessionVectorsTest {

  private static final String KEY = "a".repeat(32);
  private static final String BACKEND = ModelBackend.PATH;
  private static final Clock CLOCK = Clock.systemUTC();

  private final People people = new People();
  private final InMemorySessionStore store = new InMemorySessionStore(CLOCK);

  static List<Vectors.Case> getUser() {
    return cases("get_user");
  }

  static List<Vectors.Case> login() {
    return cases("login");
  }

  static List<Vectors.Case> logout() {
    return cases("logout");
  }

  @ParameterizedTest
  @MethodSource("getUser")
  void findsTheUserThatDjangoFinds(Vectors.Case it) {
    prepare(it);
    var expected = it.at("django");

    request(
        it,
        scope -> {
          var session = Session.of(scope);
          var user = authentication(it).user(session);

          assertThat(idOf(user)).isEqualTo(expected.get("user").asString(""));
          assertThat(session.isModified()).isEqualTo(expected.get("modified").asBoolean());
          assertKey(session, upgradesInPlace(it) ? "same" : expected.get("key").asString());
        });

    assertRow(it, upgradesInPlace(it) ? "kept" : expected.get("row").asString(""));
  }

  @ParameterizedTest
  @MethodSource("login")
  void logsInAsDjangoDoes(Vectors.Case it) {
    prepare(it);

    var answer =
        request(
            it,
            scope -> {
              Auth.of(scope).login(userOne());
              var session = Session.of(scope);
              assertThat(session.values()).isEqualTo(values(it.at("session_after")));
              assertThat(session.isModified()).isTrue();
              assertKey(session, it.text("key"));
            });

    assertRow(it, it.at("row").asString(""));
    var saved = store.find(Site.key(answer).orElseThrow()).orElseThrow();
    assertThat(saved.values()).isEqualTo(values(it.at("session_after")));
  }

  @ParameterizedTest
  @MethodSource("login")
  void savesALoginOnAWebSocketByItself(Vectors.Case it) {
    prepare(it);

    socket(
        it,
        scope -> {
          Auth.of(scope).login(userOne());
          var saved = store.find(Session.of(scope).key().orElseThrow()).orElseThrow();
          assertThat(saved.values()).isEqualTo(values(it.at("session_after")));
        });

    assertRow(it, it.at("row").asString(""));
  }

  @ParameterizedTest
  @MethodSource("logout")
  void logsOutAsDjangoDoes(Vectors.Case it) {
    prepare(it);
    Consumer<Scope> logout =
        scope -> {
          Auth.of(scope).logout();
          assertThat(Session.of(scope).values()).isEqualTo(values(it.at("session_after")));
          assertKey(Session.of(scope), it.text("key"));
          assertRow(it, it.at("row").asString(""));
        };

    assertThat(Site.key(request(it, logout))).isEmpty();

    prepare(it);
    socket(it, logout);
  }

  private Authenticated userOne() {
    return new Authenticated(people.findById("1").orElseThrow(), BACKEND);
  }

  private void prepare(Vectors.Case it) {
    people.put("2", "two", "other", true);
    if (it.at("user_row").isObject()) {
      var row = it.at("user_row");
      people.put("1", "one", row.get("password").asString(), row.get("is_active").asBoolean());
    }
    if (hasSession(it)) {
      store.insert(
          new SessionRecord(KEY, values(it.at("session")), Instant.now(CLOCK).plusSeconds(60)));
    }
  }

  private HttpAnswer request(Vectors.Case it, Consumer<Scope> page) {
    var communicator = HttpCommunicator.to(application(it, page));
    return (hasSession(it) ? communicator.cookie("sessionid", KEY) : communicator).exchange();
  }

  private void socket(Vectors.Case it, Consumer<Scope> page) {
    var handshake = WebSocketCommunicator.to(application(it, page));
    try (var socket = (hasSession(it) ? handshake.cookie("sessionid", KEY) : handshake).connect()) {
      socket.expectAccept();
    }
  }

  private Application application(Vectors.Case it, Consumer<Scope> page) {
    return new SessionMiddlewareStack(store, SessionConfig.defaults(), CLOCK, new SecureRandom())
        .andThen(new AuthMiddleware(authentication(it)))
        .wrap(Site.pageOf(page));
  }

  private Authentication authentication(Vectors.Case it) {
    var fallbacks = it.at("fallbacks").valueStream().map(JsonNode::asString).toList();
    return Authentication.of(
        new HmacAuthHash(it.text("secret_key"), fallbacks),
        new ModelBackend(people, new CountingHasher()));
  }

  private void assertRow(Vectors.Case it, String expected) {
    assertThat(store.find(KEY).isPresent()).isEqualTo(expected.equals("kept"));
    assertThat(expected.isEmpty()).isEqualTo(!hasSession(it));
  }

  private static void assertKey(Session session, String expected) {
    var actual = session.key().map(key -> key.equals(KEY) ? "same" : "new").orElse("none");
    assertThat(actual).isEqualTo(expected);
  }

  private static boolean upgradesInPlace(Vectors.Case it) {
    return it.text("id").equals("get_user/fallback-hash");
  }

  private static boolean hasSession(Vectors.Case it) {
    return it.at("session").isObject();
  }

  private static String idOf(Identity identity) {
    return identity instanceof User user ? user.id() : "";
  }

  private static List<Vectors.Case> cases(String op) {
    return Vectors.of("auth_session").stream().filter(it -> it.text("op").equals(op)).toList();
  }

  private static Map<String, @Nullable Object> values(JsonNode node) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().map(AuthSessionVectorsTest::value).toList();
    }
    return node.isNumber() ? node.asInt() : node.asString();
  }
}
