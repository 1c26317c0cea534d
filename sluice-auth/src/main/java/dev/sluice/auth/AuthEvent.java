package dev.sluice.auth;

import dev.sluice.RequestHead;

/** A login or a logout, with what is known about the connection it happened on. */
public sealed interface AuthEvent {

  /** Whose it is. */
  User user();

  /** The head of the connection's request: its path, its header fields, who connected. */
  RequestHead head();

  /** A connection, and the session it came with, now belong to a user. */
  record LoggedIn(User user, RequestHead head) implements AuthEvent {}

  /** They no longer do. */
  record LoggedOut(User user, RequestHead head) implements AuthEvent {}
}
