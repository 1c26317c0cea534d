package dev.sluice.auth;

import dev.sluice.Scope;

/**
 * A login, a logout, or an attempt, with what is known about the connection it happened on.
 * Django's signals {@code user_logged_in}, {@code user_logged_out} and {@code user_login_failed}.
 */
public sealed interface AuthEvent {

  /**
   * The connection: a {@link dev.sluice.ConnectionScope} has the head of its request, with the
   * path, the header fields, and who connected.
   */
  Scope scope();

  /** A connection, and the session it came with, now belong to a user. */
  record LoggedIn(User user, Scope scope) implements AuthEvent {}

  /** They no longer do. */
  record LoggedOut(User user, Scope scope) implements AuthEvent {}

  /**
   * Somebody gave a name and a password that are nobody's.
   *
   * @param username as it was typed, which may be anything
   */
  record LoginFailed(String username, Scope scope) implements AuthEvent {}
}
