package dev.sluice.auth;

import java.time.Instant;

/** A user, with what makes a connection theirs. */
record Holder(User user, Credential credential) {

  static Holder of(User user, Authority authority, String key) {
    return new Holder(user, new Credential(authority, key, user.id(), Instant.MAX));
  }

  /** Returns one who is that no longer than to {@code end}. */
  Holder until(Instant end) {
    return new Holder(user, credential.until(end));
  }
}
