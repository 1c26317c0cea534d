package dev.sluice.manage;

import dev.sluice.auth.Account;

/** Finds the users that a command line names. */
final class Accounts {

  private Accounts() {}

  /**
   * Returns the user with a name.
   *
   * @throws CommandException if there is none
   */
  static Account get(Site site, String username) {
    return site.users()
        .findByUsername(username)
        .orElseThrow(
            () ->
                new CommandException(
                    "there is no user \"%s\" in %s (names are compared exactly; createsuperuser"
                            .formatted(username, site.database().url())
                        + " makes one)"));
  }
}
