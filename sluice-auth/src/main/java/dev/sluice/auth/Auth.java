package dev.sluice.auth;

import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.web.Csrf;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose a connection is, and the way to change that. It belongs to one connection and its thread.
 * Channels' {@code scope["user"]}, {@code login} and {@code logout}.
 */
public final class Auth {

  private final ConnectionScope scope;
  private final Ownership ownership;

  private Auth(ConnectionScope scope, Ownership ownership) {
    this.scope = scope;
    this.ownership = ownership;
  }

  /**
   * Returns whose a connection is. All that are asked for on one connection agree.
   *
   * @throws dev.sluice.MissingAttributeException without any middleware that finds it out
   */
  public static Auth of(Scope scope) {
    return switch (scope) {
      case ConnectionScope connection -> new Auth(connection, Ownership.of(connection));
    };
  }

  /**
   * Returns a middleware that finds the user by anything in the scope. It is not asked where a
   * middleware further out knows the user already; an inactive user is nobody.
   */
  public static Middleware from(UserFinder finder) {
    return Middleware.onConnection(scope -> Ownership.by(finder, scope));
  }

  /** Whose the connection is. Found out once, when first asked, and then the same until a login. */
  public Identity identity() {
    return ownership.identity();
  }

  /**
   * When the connection ceases to be the user's, as the token that it came with says; empty without
   * such a token, and after a login. Nothing here ends the connection then.
   */
  public Optional<Instant> expires() {
    return ownership.expires();
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
   * the key; a WebSocket cannot, but there the session is saved at once. The CSRF token of a
   * protected view changes.
   *
   * @throws IllegalStateException if this connection has no session
   * @throws dev.sluice.sessions.SessionInterruptedException if it was deleted meanwhile
   */
  public void login(Authenticated authenticated) {
    var owner = ownership.sessionOwner();
    owner.authentication().login(owner.session(), authenticated);
    Csrf.rotate(scope);
    owner.authentication().tell(new AuthEvent.LoggedIn(authenticated.user(), scope.head()));
    if (!owner.session().isSavedByResponse()) {
      owner.session().save();
    }
    ownership.change(authenticated.user());
  }

  /**
   * Makes this connection nobody's, and deletes the session it came with, at once.
   *
   * @throws IllegalStateException if this connection has no session
   */
  public void logout() {
    var owner = ownership.sessionOwner();
    var before = identity();
    owner.session().flush();
    ownership.change(new AnonymousUser());
    if (before instanceof User user) {
      owner.authentication().tell(new AuthEvent.LoggedOut(user, scope.head()));
    }
  }

  /** A way to tell who the user is from what came with a connection. */
  @FunctionalInterface
  public interface UserFinder {

    /** Returns the user that a connection says it comes from; may block, and may refuse. */
    Optional<? extends User> find(ConnectionScope scope) throws Exception;
  }
}
