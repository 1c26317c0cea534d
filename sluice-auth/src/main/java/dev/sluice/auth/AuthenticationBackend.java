package dev.sluice.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  /**
   * Returns, by their ids, those users that {@link #find} would return. One that is asked for
   * thousands every few seconds does better with a few statements than with one for each.
   */
  default Map<String, Credentials> findAll(Collection<String> userIds) {
    var found = new HashMap<String, Credentials>();
    userIds.forEach(id -> find(id).ifPresent(user -> found.put(id, user)));
    return found;
  }
}
