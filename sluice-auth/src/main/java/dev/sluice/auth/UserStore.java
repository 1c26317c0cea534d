package dev.sluice.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds users, active or not. Implementations are safe for use by many threads. */
public interface UserStore {

  /** Returns the user with a primary key; an id that cannot be one is nobody's. */
  Optional<Credentials> findById(String id);

  /**
   * Returns, by the ids as they were asked for, those users that {@link #findById} would return. A
   * store that is asked for thousands every few seconds does better with a few statements than with
   * one for each.
   */
  default Map<String, Credentials> findAllById(Collection<String> ids) {
    var found = new HashMap<String, Credentials>();
    ids.forEach(id -> findById(id).ifPresent(user -> found.put(id, user)));
    return found;
  }

  /** Returns the user with a name, compared exactly. */
  Optional<Credentials> findByUsername(String username);
}
