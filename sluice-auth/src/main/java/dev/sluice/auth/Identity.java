package dev.sluice.auth;

/** Who is on the other side of a connection: somebody, or nobody in particular. */
public sealed interface Identity permits AnonymousUser, User {

  /** The name to log in with; empty for nobody. */
  String username();

  /** The address to write to; empty if there is none. */
  String email();

  /** Whether this is a {@link User}. */
  default boolean isAuthenticated() {
    return this instanceof User;
  }
}
