package dev.sluice.auth;

/**
 * Somebody who wants to know at once whose authority has ended here, such as {@link Connections}.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface AuthorityListener {

  /** Hears of it after it has happened in the store; does not wait and does not throw. */
  void ended(AuthorityEnd end);
}
