package dev.sluice.contracts;

import dev.sluice.auth.TokenStore;

class DirectoryTokensTest extends TokenStoreContract {

  private final Directory directory = new Directory();

  @Override
  protected TokenStore store() {
    return directory;
  }

  @Override
  protected String issue(String username, boolean active) {
    return directory.issue(username, active);
  }

  @Override
  protected void revoke(String token) {
    directory.revoke(token);
  }
}
