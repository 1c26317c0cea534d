package dev.sluice.auth;

import dev.sluice.RequestHead;

/**
 * A login, a logout, or an attempt, with what is known about the connection it happened on.
 * Django's signals {@code user_logged_in}, {@code user_logged_out} and {@code user_login_failed}.
 */
public sealed interface AuthEvent {

  /** The head of the connection's request: its path, its header fields, who connected. */
  RequestHead head();

  /** A connection, and the session it came with, now belong to a user. */
  record LoggedIn(User user, RequestHead head) implements AuthEvent {}

  /** They no longer do. */
  record LoggedOut(User user, RequestHead head) implements AuthEvent {}

  /**
   * Somebody gave a name and a password that are nobody's.
   *
   * @param username as it was typed, which may be anything
   */
  record LoginFailed(String username, RequestHead head) implements AuthEvent {}
}
