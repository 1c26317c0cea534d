package dev.sluice.django;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.time.Instant;
import java.util.Optional;

/** A store of users that never fails and has one, called alice. */
public record OneUser() implements UserStore {

  private static final Credentials ALICE =
      new Credentials(
          new Account(
              "1", "alice", "", "", "", true, false, false, Instant.EPOCH, Optional.empty()),
          "!");

  @Override
  public Optional<Credentials> findById(String id) {
    return id.equals("1") ? Optional.of(ALICE) : Optional.empty();
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return username.equals("alice") ? Optional.of(ALICE) : Optional.empty();
  }
}
