package dev.sluice.auth;

import dev.sluice.Attribute;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.sessions.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a connection is, and the way to change that. It belongs to one connection and its thread.
 * Channels' {@code scope["user"]}, {@code login} and {@code logout}.
 */
public final class Auth {

  private static final Attribute<Auth> KEY =
      Attribute.of("user", Auth.class, "AuthMiddlewareStack or TokenAuthMiddleware");

  private final ConnectionScope scope;
  private final Optional<Authentication> authentication;

  /** Null until somebody asks. */
  private @Nullable Identity identity;

  private Auth(
      ConnectionScope scope,
      Optional<Authentication> authentication,
      @Nullable Identity identity) {
    this.scope = scope;
    this.authentication = authentication;
    this.identity = identity;
  }

  /**
   * Returns whose a connection is.
   *
   * @throws dev.sluice.MissingAttributeException without any middleware that finds it out
   */
  public static Auth of(Scope scope) {
    return scope.get(KEY);
  }

  /**
   * Returns a middleware that finds the user by anything in the scope. Where a middleware further
   * out knows the user already, it is not asked; an inactive user is nobody.
   */
  public static Middleware from(UserFinder finder) {
    return Middleware.onConnection(scope -> found(scope, finder));
  }

  static ConnectionScope found(ConnectionScope scope, UserFinder finder) throws Exception {
    var outer = scope.find(KEY);
    if (outer.filter(auth -> auth.identity().isAuthenticated()).isPresent()) {
      return scope;
    }
    var user = finder.find(scope).filter(User::isActive).map(Identity.class::cast);
    var authentication = outer.flatMap(auth -> auth.authentication);
    return scope.with(KEY, new Auth(scope, authentication, user.orElseGet(AnonymousUser::new)));
  }

  static ConnectionScope remembered(ConnectionScope scope, Authentication authentication) {
    return scope.with(KEY, new Auth(scope, Optional.of(authentication), null));
  }

  /** Whose the connection is. Found out once, when first asked, and then the same until a login. */
  public Identity identity() {
    if (identity == null) {
      identity = authentication().user(session());
    }
    return identity;
  }

  /**
   * Returns the user.
   *
   * @throws DenyException with status 401 if there is none
   */
  public User requireUser() {
    if (identity() instanceof User user) {
      return user;
    }
    throw new DenyException(401, "log in first");
  }

  /**
   * Makes this connection, and the session it came with, belong to a user. An anonymous session
   * keeps its values under a new key; one of another user is emptied. The response tells the client
   * the key; a WebSocket cannot, but the session is saved here.
   *
   * @throws IllegalStateException if this connection has no session
   * @throws dev.sluice.sessions.SessionInterruptedException if it was deleted meanwhile
   */
  public void login(Authenticated authenticated) {
    var session = session();
    authentication().login(session, authenticated);
    identity = authenticated.user();
    Csrf.rotate(scope);
    authentication().tell(new AuthEvent.LoggedIn(authenticated.user(), scope.head()));
    if (!session.isSavedByResponse()) {
      session.save();
    }
  }

  /**
   * Makes this connection nobody's, and deletes the session it came with, at once.
   *
   * @throws IllegalStateException if this connection has no session
   */
  public void logout() {
    var before = identity();
    session().flush();
    identity = new AnonymousUser();
    if (before instanceof User user) {
      authentication().tell(new AuthEvent.LoggedOut(user, scope.head()));
    }
  }

  private Session session() {
    authentication();
    return Session.of(scope);
  }

  private Authentication authentication() {
    return authentication.orElseThrow(
        () ->
            new IllegalStateException(
                "the user of this connection came without a session (expected: AuthMiddlewareStack around)"));
  }

  /** Names the user, if that has been found out. */
  @Override
  public String toString() {
    return "Auth[" + identity + "]";
  }

  /** A way to tell who the user is from what came with a connection. */
  @FunctionalInterface
  public interface UserFinder {

    /** Returns the user that a connection says it comes from; may block, and may refuse. */
    Optional<? extends User> find(ConnectionScope scope) throws Exception;
  }
}
