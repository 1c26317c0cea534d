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

  private final Scope scope;
  private final Ownership ownership;

  private Auth(Scope scope, Ownership ownership) {
    this.scope = scope;
    this.ownership = ownership;
  }

  /**
   * Returns whose a connection is. All that are asked for on one connection agree.
   *
   * @throws dev.sluice.MissingAttributeException without any middleware that finds it out
   */
  public static Auth of(Scope scope) {
    return new Auth(scope, Ownership.of(scope));
  }

  /**
   * Returns a middleware that finds the user by anything in the scope. It is not asked where a
   * middleware further out knows the user already; an inactive user is nobody.
   */
  public static Middleware from(UserFinder finder) {
    return from(new Authority.Unasked(), finder);
  }

  /**
   * Returns a middleware that does the same, for users who are all in a store: a {@link
   * Revalidation} asks it whether they are still active.
   */
  public static Middleware from(UserStore users, UserFinder finder) {
    return from(new Authority.Accounts(users), finder);
  }

  private static Middleware from(Authority authority, UserFinder finder) {
    return Middleware.onConnection(
        scope ->
            Ownership.by(
                it -> finder.find(it).map(user -> Holder.of(user, authority, user.id())), scope));
  }

  /**
   * Returns a middleware for connections without a session, such as those of another protocol:
   * nobody's at first, and a user's from a {@link #login} to their end. A {@link Revalidation}
   * around it ends them when the user gets another password, is deactivated or deleted. A
   * connection whose user something further out finds is left as it is.
   */
  public static Middleware byPassword(Authentication authentication, UserStore users) {
    return Middleware.onScope(scope -> Ownership.byPassword(scope, authentication, users));
  }

  /** Does as {@link #login(Authenticated)} on the connection of a scope. */
  public static void login(Scope scope, Authenticated authenticated) {
    of(scope).login(authenticated);
  }

  /** Does as {@link #logout()} on the connection of a scope. */
  public static void logout(Scope scope) {
    of(scope).logout();
  }

  /** Does as {@link #getUser()} on the connection of a scope. */
  public static Identity getUser(Scope scope) {
    return of(scope).getUser();
  }

  /**
   * Whose the connection is. Found out once, when first asked, and then the same until a login, a
   * logout or {@link #getUser}.
   */
  public Identity identity() {
    return ownership.identity();
  }

  /**
   * Asks the stores whose the connection is now, and returns that, as {@link #identity} does from
   * then on. Nobody's, if meanwhile the session was deleted or has expired, the token was taken
   * away, or the user was deactivated or deleted; or if the user has another password, in which
   * case the session is flushed. Channels' {@code get_user}, which asks what it has read before.
   *
   * @throws dev.sluice.UnavailableException if a store cannot be asked; the connection then stays
   *     whose it was, unless a session, token or user has ended here meanwhile
   */
  public Identity getUser() {
    return ownership.refresh();
  }

  /** How often it has been found out anew whose the connection is. */
  long changes() {
    return ownership.changes();
  }

  /**
   * When the connection ceases to be the user's, as a token that it came with or {@link #endAt}
   * says; empty if nobody said. A {@link Revalidation} ends it then.
   */
  public Optional<Instant> expires() {
    return ownership.expires();
  }

  /**
   * Lets this WebSocket be the user's no longer than to a moment, when a {@link Revalidation}
   * closes it with 4401. A later moment than before changes nothing.
   *
   * @throws IllegalStateException if it is nobody's, or without a {@link Revalidation} around
   */
  public void endAt(Instant end) {
    ownership.endAt(end);
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
   * the key; a WebSocket cannot, but there the session is saved at once, and {@link #claimCode}
   * brings the page its cookie. The CSRF token of a protected view changes.
   *
   * <p>Under {@link #byPassword} there is no session, and only this connection becomes the user's.
   *
   * <p>A WebSocket within {@link Connections} or {@link Revalidation} whose user got another
   * password, or was deactivated, between the look at the password and this is closed with 4401.
   *
   * @throws IllegalStateException if this connection has no session, and {@link #byPassword} is not
   *     around it
   * @throws dev.sluice.sessions.SessionInterruptedException if it was deleted meanwhile
   */
  public void login(Authenticated authenticated) {
    var owner = ownership.owner();
    ownership.release();
    owner.login(authenticated);
    Csrf.rotate(scope);
    owner.authentication().tell(new AuthEvent.LoggedIn(authenticated.user(), scope));
    ownership.keep();
    ownership.become(authenticated);
  }

  /**
   * Returns a code that the page behind this WebSocket trades for the cookie of its session, at a
   * {@link ClaimView}: a secret, good once and for a minute.
   *
   * @throws IllegalStateException if this connection has no session that has been saved
   */
  public String claimCode(ClaimCodes codes) {
    var session = ownership.sessionOwner().session();
    return codes.issue(
        session
            .key()
            .filter(_ -> !session.isModified())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the session has not been saved (expected: a login on this WebSocket, or a"
                            + " save)")));
  }

  /**
   * Makes this connection nobody's, and deletes the session it came with, if any, at once. A token
   * that it came with stays good, and counts no longer here.
   *
   * @throws IllegalStateException if this connection has no session, and {@link #byPassword} is not
   *     around it
   */
  public void logout() {
    var owner = ownership.owner();
    var before = identity();
    ownership.leave();
    owner.logout();
    if (before instanceof User user) {
      owner.authentication().tell(new AuthEvent.LoggedOut(user, scope));
    }
  }

  /** A way to tell who the user is from what came with a connection. */
  @FunctionalInterface
  public interface UserFinder {

    /** Returns the user that a connection says it comes from; may block, and may refuse. */
    Optional<? extends User> find(ConnectionScope scope) throws Exception;
  }
}
