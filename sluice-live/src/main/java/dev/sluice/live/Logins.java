package dev.sluice.live;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Authenticated;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import dev.sluice.sessions.Session;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.Login;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Logs users in without their passwords, in the way of the site under test: {@link Auth#login}
 * behind the site's own middleware makes the session, in the site's own store. Django's {@code
 * Client.force_login}. Safe for use by many threads.
 */
public final class Logins {

  private final Middleware stack;
  private final UserStore users;
  private final String backend;

  private Logins(Middleware stack, UserStore users, String backend) {
    this.stack = stack;
    this.users = users;
    this.backend = backend;
  }

  /**
   * Returns one for a site.
   *
   * @param stack the site's sessions and users, such as its {@link
   *     dev.sluice.auth.AuthMiddlewareStack}
   * @param users the site's users
   */
  public static Logins of(Middleware stack, UserStore users) {
    return new Logins(stack, users, ModelBackend.PATH);
  }

  /** Returns one whose sessions remember another backend than {@link ModelBackend#PATH}. */
  public Logins withBackend(String path) {
    return new Logins(stack, users, path);
  }

  /**
   * Makes a session of a user.
   *
   * @throws IllegalArgumentException if there is no such user in the store
   */
  public Login loginAs(User user) {
    return login(
        users.findById(user.id()).orElseThrow(() -> unknown("the id '%s'".formatted(user.id()))));
  }

  /**
   * Makes a session of the user with a name.
   *
   * @throws IllegalArgumentException if there is no such user in the store
   */
  public Login loginAs(String username) {
    return login(
        users
            .findByUsername(username)
            .orElseThrow(() -> unknown("the name '%s'".formatted(username))));
  }

  private Login login(Credentials credentials) {
    var key = new AtomicReference<String>();
    Application page =
        (scope, inbox, outbox) -> {
          inbox.receive();
          Auth.login(scope, new Authenticated(credentials, backend));
          outbox.send(new HttpCommand.Start(204, Headers.none()));
          key.set(Session.of(scope).key().orElseThrow());
          outbox.send(new HttpCommand.Body(Bytes.empty(), false));
        };
    return cookie(HttpCommunicator.to(stack.wrap(page)).exchange(), key.get());
  }

  /** Picks the session's cookie out of those that an answer sets. */
  private static Login cookie(HttpAnswer answer, String key) {
    return answer
        .headers()
        .all("Set-Cookie")
        .map(it -> it.substring(0, it.indexOf(';')).split("=", 2))
        .filter(it -> it[1].replace("\"", "").equals(key))
        .map(it -> new Login(it[0], it[1]))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the answer with %s sets no cookie with the session's key (expected: one, by a SessionMiddleware)"
                        .formatted(answer.headers())));
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        what + " is nobody's (expected: one of the site's users; make them first)");
  }
}
