package dev.sluice.live;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Connections;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.UserStore;
import dev.sluice.django.Database;
import dev.sluice.django.DatabaseSettings;
import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.DjangoSessionAuthHash;
import dev.sluice.django.JdbcSessionStore;
import dev.sluice.django.JdbcUserStore;
import dev.sluice.django.Migrations;
import dev.sluice.django.NewUser;
import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PasswordSettings;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.SessionCodec;
import dev.sluice.django.Users;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.Fault;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** A small site over Django's tables in memory, with the users ann and ben. */
record ChatSite(
    UserStore users,
    SessionStore sessions,
    Fault outage,
    AuthMiddlewareStack stack,
    Users accounts) {

  static ChatSite inMemory() {
    return inMemory(new Connections());
  }

  /** Returns one whose logouts end what {@code connections} watches over. */
  static ChatSite inMemory(Connections connections) {
    var clock = Clock.systemUTC();
    var database =
        Database.open(DatabaseUrl.parse("sqlite://:memory:"), DatabaseSettings.defaults());
    Migrations.migrate(database, clock, _ -> {});
    var hasher =
        new PasswordHashers(
            PasswordSettings.besideDjango().withPbkdf2Iterations(10), new SecureRandom());
    var accounts = new Users(database, hasher, clock, List.of());
    accounts.create(NewUser.of("ann", "ann@example.com", "anns password"));
    accounts.create(NewUser.of("ben", "ben@example.com", "bens password"));
    var keys = SecretKeys.of("a secret of the tests");
    var users = new JdbcUserStore(database);
    var stored = new JdbcSessionStore(database, new SessionCodec(keys, clock), clock);
    // begin fault
    var outage = Fault.outage();
    var sessions = outage.around(SessionStore.class, stored);
    // end fault
    var stack =
        new AuthMiddlewareStack(
            new SessionMiddleware(sessions, SessionConfig.defaults(), clock, new SecureRandom()),
            Authentication.of(new DjangoSessionAuthHash(keys), new ModelBackend(users, hasher))
                .withAuthorityListener(connections),
            new OriginPolicy(List.of()));
    return new ChatSite(users, sessions, outage, stack, accounts);
  }

  Application application() {
    return stack.wrap(
        new ProtocolTypeRouter()
            .http(
                View.application(
                    request -> Response.text(Auth.of(request.scope()).requireUser().username())))
            .webSocket(WebSocket.application(ChatSite::chat)));
  }

  private static void chat(WebSocket socket) {
    var name = Auth.of(socket.scope()).requireUser().username();
    socket.accept();
    for (var line : socket.json(Line.class)) {
      socket.sendJson(new Line(name + ": " + line.text()));
    }
  }

  /** What is said. */
  record Line(String text) {}
}
