package dev.sluice.auth;

/** Gives users their tokens. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface TokenIssuer {

  /** Returns the token of a user, made now if there is none yet. */
  String tokenOf(User user);
}
