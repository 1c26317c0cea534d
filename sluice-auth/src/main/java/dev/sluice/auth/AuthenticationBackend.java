package dev.sluice.auth;

import java.util.Optional;

/**
 * One way to prove who one is (Django's {@code AUTHENTICATION_BACKENDS}). Implementations are safe
 * for use by many threads.
 */
public interface AuthenticationBackend {

  /**
   * The name that a session remembers this backend by, such as {@code
   * django.contrib.auth.backends.ModelBackend}.
   */
  String path();

  /**
   * Returns the user with this name and password, if they may log in.
   *
   * @throws PermissionDeniedException if nobody else is to be asked either
   */
  Optional<Credentials> authenticate(String username, String password);

  /** Returns the user that a session remembers, if they may still be logged in. */
  Optional<Credentials> find(String userId);
}
