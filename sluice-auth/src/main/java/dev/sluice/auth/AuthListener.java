package dev.sluice.auth;

/**
 * Somebody who wants to know of logins and logouts, such as the keeper of {@code last_login}.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface AuthListener {

  /**
   * Hears of an event before the session is saved, on the thread of its connection. An exception
   * fails the login or logout.
   */
  void hear(AuthEvent event);
}
