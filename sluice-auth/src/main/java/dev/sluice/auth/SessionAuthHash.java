package dev.sluice.auth;

/**
 * What a session remembers of its user's password, so that it ends when the password changes.
 * Implementations are safe for use by many threads.
 */
public interface SessionAuthHash {

  /** Returns the hash that a new session remembers, made with the present secret key. */
  String of(Credentials credentials);

  /**
   * Returns whether a remembered hash still holds, compared in constant time: it was made of the
   * present password, with the present secret key or with one that is still accepted. An empty one
   * never holds. Whoever asks replaces a hash that holds and differs from {@link #of}.
   */
  boolean matches(Credentials credentials, String remembered);
}
