package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a handshake costs, counted by the database. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class HandshakeStatementsTest {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";

  private final Metered metered;
  private final Site site;
  private final String alice;

  HandshakeStatementsTest(Kind kind, Sites sites) {
    this.metered = sites.metered(kind);
    this.site = metered.site();
    this.alice = site.users.create(NewUser.of("alice", "", "pw")).id();
  }

  @AfterEach
  void close() throws Exception {
    metered.close();
  }

  @Test
  void aSessionCostsTwoStatementsEachPreparedOnce() {
    var hash = new DjangoSessionAuthHash(site.keys);
    var credentials = site.userStore.findByUsername("alice").orElseThrow();
    site.sessions.insert(
        new SessionRecord(
            KEY,
            Map.of(
                "_auth_user_id",
                alice,
                "_auth_user_backend",
                ModelBackend.PATH,
                "_auth_user_hash",
                hash.of(credentials)),
            site.clock.instant().plus(Duration.ofHours(1))));
    var authentication = Authentication.of(hash, new ModelBackend(site.userStore, site.hasher));
    var sessions =
        new SessionMiddleware(
            site.sessions, SessionConfig.defaults(), site.clock, new SecureRandom());
    var stack = new AuthMiddlewareStack(sessions, authentication, new OriginPolicy(List.of()));

    assertThat(handshake(stack.unsafeAllowAnyOrigin(), "/")).isEqualTo(new Meter.Cost(2, 2));
    assertThat(handshake(stack.unsafeAllowAnyOrigin(), "/")).isEqualTo(new Meter.Cost(2, 0));
  }

  @Test
  void aTokenCostsOneStatementPreparedOnce() {
    var tokens = TokenAuthMiddleware.query("token", site.tokens);
    var path = "/?token=" + site.tokens.of(alice).key();

    assertThat(handshake(tokens, path)).isEqualTo(new Meter.Cost(1, 1));
    assertThat(handshake(tokens, path)).isEqualTo(new Meter.Cost(1, 0));
  }

  private Meter.Cost handshake(Middleware doors, String path) {
    var application =
        doors.wrap(
            WebSocket.application(
                socket -> {
                  Auth.of(socket.scope()).requireUser();
                  socket.accept();
                }));
    return metered
        .meter()
        .of(
            () -> {
              try (var socket =
                  WebSocketCommunicator.to(application)
                      .path(path)
                      .cookie("sessionid", KEY)
                      .connect()) {
                socket.expectAccept();
              }
            });
  }
}
