package dev.sluice.auth;

import java.util.Optional;

/** Finds users, active or not. Implementations are safe for use by many threads. */
public interface UserStore {

  /** Returns the user with a primary key; an id that cannot be one is nobody's. */
  Optional<Credentials> findById(String id);

  /** Returns the user with a name, compared exactly. */
  Optional<Credentials> findByUsername(String username);
}
