package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.UserStore;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class JwtConnectionsTest {

  private static final String GOOD = Tokens.of(Tokens.GOOD);
  private static final String EXPIRED = Tokens.of(Tokens.GOOD.replace("1700000300", "1700000000"));

  private final Holders people = new Holders();
  private final JwtAuthentication jwt =
      new JwtAuthentication(Tokens.config(), people, Tokens.now());

  @Test
  void aSocketIsItsTokensUntilItExpires() {
    try (var socket = socket("/?token=" + GOOD).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("ann 2023-11-14T22:18:20Z ");
    }
  }

  @Test
  void aSocketWithAnyOtherTokenIsAnonymousAndOpen() {
    try (var socket = socket("/?token=" + EXPIRED).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo(" never ");
    }
    people.put("1", "ann", false);
    try (var socket = socket("/?token=" + GOOD).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo(" never ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
  void aRequestIsItsHeadersTokens(String scheme) {
    var page = TokenAuthMiddleware.header("Bearer", jwt).wrap(page());
    var request = HttpCommunicator.to(page);

    assertThat(request.header("Authorization", scheme + " " + GOOD).exchange().text())
        .isEqualTo("ann 2023-11-14T22:18:20Z ");
    assertThat(request.header("Authorization", scheme + " " + EXPIRED).exchange().text())
        .isEqualTo(" never ");
    assertThat(request.header("Authorization", scheme).exchange().text()).isEqualTo(" never ");
  }

  @Test
  void whoAlreadyIsSomebodyIsNotAskedForAToken() {
    var ben = people.put("3", "ben", true).user();
    var page =
        Auth.from(_ -> Optional.of(ben))
            .andThen(TokenAuthMiddleware.query("token", jwt))
            .wrap(page());

    assertThat(HttpCommunicator.to(page).path("/?token=" + GOOD).exchange().text())
        .isEqualTo("ben never ");
  }

  @Test
  void aFailingStoreFailsTheConnectionAndIsNeverAGrant() {
    var failing = new JwtAuthentication(Tokens.config(), new Broken(), Tokens.now());
    var page = TokenAuthMiddleware.query("token", failing).wrap(page());
    var request = HttpCommunicator.to(page);

    assertThatThrownBy(() -> request.path("/?token=" + GOOD).exchange())
        .hasMessageContaining("the database is gone");
    assertThat(request.path("/?token=" + EXPIRED).exchange().text()).isEqualTo(" never ");
  }

  @Test
  void nothingOfATokenIsLogged() {
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    var level = root.getLevel();
    root.setLevel(Level.TRACE);
    lines.start();
    root.addAppender(lines);
    try {
      aSocketIsItsTokensUntilItExpires();
      aSocketWithAnyOtherTokenIsAnonymousAndOpen();
      jwt.check(GOOD + "x");
    } finally {
      root.detachAppender(lines);
      root.setLevel(level);
    }
    var signature = GOOD.substring(GOOD.lastIndexOf('.') + 1);
    assertThat(lines.list)
        .noneMatch(it -> it.getFormattedMessage().contains(signature))
        .noneMatch(it -> it.getFormattedMessage().contains("eyJ"));
  }

  private Handshake socket(String target) {
    var application =
        TokenAuthMiddleware.query("token", jwt)
            .wrap(
                WebSocket.application(
                    socket -> {
                      socket.accept();
                      socket.send(described(socket.scope()));
                    }));
    return WebSocketCommunicator.to(application).path(target);
  }

  private static Application page() {
    return View.application(request -> Response.text(described(request.scope())));
  }

  /** The user's name, the end of it, and what is left of the query. */
  private static String described(ConnectionScope scope) {
    var auth = Auth.of(scope);
    var end = auth.expires().map(Instant::toString).orElse("never");
    return auth.identity().username() + " " + end + " " + scope.query().raw();
  }

  private record Broken() implements UserStore {

    @Override
    public Optional<Credentials> findById(String id) {
      throw new IllegalStateException("the database is gone");
    }

    @Override
    public Optional<Credentials> findByUsername(String username) {
      throw new IllegalStateException("the database is gone");
    }
  }
}
