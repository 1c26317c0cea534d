package dev.sluice.contracts;

import dev.sluice.auth.UserStore;

// begin contract
final class DirectoryUsersTest extends UserStoreContract {

  private final Directory directory = new Directory();

  @Override
  protected UserStore store() {
    return directory;
  }

  @Override
  protected String create(String username, String encodedPassword, boolean active) {
    return directory.create(username, encodedPassword, active);
  }
}
// end contract
