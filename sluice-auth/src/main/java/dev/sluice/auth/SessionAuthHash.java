package dev.sluice.auth;

/**
 * What a session remembers of its user's password, so that it ends when the password changes.
 * Implementations are safe for use by many threads.
 */
public interface SessionAuthHash {

  /** Returns the hash that a new session remembers. */
  String of(Credentials credentials);

  /** Returns whether a remembered hash still holds, compared in constant time. */
  boolean matches(Credentials credentials, String remembered);
}
