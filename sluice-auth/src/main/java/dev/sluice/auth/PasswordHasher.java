package dev.sluice.auth;

/**
 * Makes a password into something safe to store. Implementations are safe for use by many threads.
 */
public interface PasswordHasher {

  /** Returns the password encoded with a new salt. Slow on purpose. */
  String encode(String password);

  /**
   * Returns whether a password is the one that was encoded. Slow on purpose, in a time that does
   * not depend on the answer; false for an encoding that this hasher does not know, which costs as
   * much as one that it knows. Nothing matches {@code "!"}.
   */
  boolean verify(String password, String encoded);

  /**
   * Returns whether a password that {@link #verify} found right is to be encoded anew, because
   * {@link #encode} would do so in another way. Quick; false unless a hasher says otherwise.
   */
  default boolean mustUpdate(String encoded) {
    return false;
  }
}
