package dev.sluice.auth;

/**
 * Makes a password into something safe to store. Implementations are safe for use by many threads.
 */
public interface PasswordHasher {

  /** Returns the password encoded with a new salt. Slow on purpose. */
  String encode(String password);

  /**
   * Returns whether a password is the one that was encoded. Slow on purpose, in a time that does
   * not depend on the answer; false for an encoding that this hasher does not know.
   */
  boolean verify(String password, String encoded);
}
