package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authenticated;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Connections;
import dev.sluice.auth.ModelBackend;
import dev.sluice.sessions.Session;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two users log in, look around and log out, in turns and at once, in any order. */
final class InterleavedUsersTest {

  private static final int INTERLEAVINGS = 10_000;
  private static final int ROUNDS = 4;

  private final Site site = Site.inMemory();
  private final Connections connections = new Connections();
  private final Map<String, Authenticated> people = new HashMap<>();
  private final Application application;

  InterleavedUsersTest() {
    var authentication =
        Authentication.of(
                new DjangoSessionAuthHash(site.keys), new ModelBackend(site.userStore, site.hasher))
            .withAuthorityListener(connections);
    for (var name : List.of("ann", "ben")) {
      site.users.create(NewUser.of(name, "", "pw"));
      people.put(name, authentication.authenticate(name, "pw").orElseThrow());
    }
    var sessions =
        new SessionMiddleware(
            site.sessions, SessionConfig.defaults(), site.clock, new SecureRandom());
    this.application =
        connections
            .andThen(
                new AuthMiddlewareStack(sessions, authentication, new OriginPolicy(List.of()))
                    .unsafeAllowAnyOrigin())
            .wrap(
                new ProtocolTypeRouter()
                    .http(View.application(this::page))
                    .webSocket(WebSocket.application(InterleavedUsersTest::talk)));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // for machines that are busy with something else
  void neverSeeEachOther() throws Exception {
    var seed = Optional.ofNullable(Long.getLong("sluice.seed")).orElseGet(System::nanoTime);
    System.out.println("interleavings with -Dsluice.seed=" + seed);
    var random = new Random(seed);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < INTERLEAVINGS; i++) {
        var ann = new Visitor("ann", application, new Random(random.nextLong()));
        var ben = new Visitor("ben", application, new Random(random.nextLong()));
        var done = new ArrayList<String>();
        for (var round = 0; round < ROUNDS; round++) {
          List<Callable<String>> turns =
              random.nextBoolean() ? List.of(ann::act, ben::act) : List.of(ben::act, ann::act);
          if (random.nextBoolean()) {
            for (var act : threads.invokeAll(turns)) {
              done.add(act.get());
            }
          } else {
            for (var turn : turns) {
              done.add(turn.call());
            }
          }
          assertThat(done)
              .as("seed %d, interleaving %d", seed, i)
              .noneMatch(it -> it.contains("!"));
        }
        ann.leave();
        ben.leave();
      }
    }
    assertThat(connections.size()).isZero();
  }

  private Response page(Request request) {
    var scope = request.scope();
    switch (request.path()) {
      case "/login" -> {
        var name = scope.query().first("name").orElseThrow();
        Auth.login(scope, Objects.requireNonNull(people.get(name)));
        Session.of(scope).put("secret", scope.query().first("secret").orElseThrow());
      }
      case "/logout" -> Auth.logout(scope);
      default -> {}
    }
    return Response.text(describe(scope));
  }

  private static void talk(WebSocket socket) throws Exception {
    socket.accept();
    for (var _ : socket.texts()) {
      Auth.getUser(socket.scope());
      socket.send(describe(socket.scope()));
    }
  }

  private static String describe(ConnectionScope scope) {
    return Auth.of(scope).identity().username()
        + " "
        + Session.of(scope).find("secret", String.class).orElse("");
  }
}
