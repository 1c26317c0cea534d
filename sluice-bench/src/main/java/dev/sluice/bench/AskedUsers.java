package dev.sluice.bench;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one user of a site, for whom its database is asked in vain.
 *
 * @param mark ends the statement, so that another one is another statement
 */
record AskedUsers(SignedInSite site, Credentials user, Supplier<String> mark) implements UserStore {

  @Override
  public Optional<Credentials> findById(String id) {
    return site.askForUser(mark.get()).isEmpty() ? Optional.empty() : Optional.of(user);
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return Optional.empty();
  }
}
