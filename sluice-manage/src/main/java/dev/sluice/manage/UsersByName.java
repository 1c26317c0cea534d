package dev.sluice.manage;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.util.Optional;

/** The users of a site for those who call them by their names where others use primary keys. */
record UsersByName(UserStore users) implements UserStore {

  @Override
  public Optional<Credentials> findById(String name) {
    return users.findByUsername(name);
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return users.findByUsername(username);
  }
}
