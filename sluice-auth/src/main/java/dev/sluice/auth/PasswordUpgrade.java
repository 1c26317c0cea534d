package dev.sluice.auth;

/** Stores passwords that were encoded anew. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface PasswordUpgrade {

  /**
   * Replaces a user's encoded password, unless it is no longer the former one; returns whether it
   * did.
   */
  boolean replace(String userId, String former, String encoded);
}
