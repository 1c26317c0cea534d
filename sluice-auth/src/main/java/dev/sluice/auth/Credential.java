package dev.sluice.auth;

import java.time.Instant;
import java.util.List;

/**
 * What makes a connection a user's.
 *
 * @param authority who can tell whether it still does
 * @param key what the authority knows it by: a session's key, a token; a secret
 * @param userId whose the connection is
 * @param expires when it ceases to, whatever the authority says; {@link Instant#MAX} for never
 */
record Credential(Authority authority, String key, String userId, Instant expires) {

  /** Returns one that lasts no longer than to {@code end}. */
  Credential until(Instant end) {
    return new Credential(authority, key, userId, end.isBefore(expires) ? end : expires);
  }

  /** What ends it before anybody asks the authority again. */
  List<AuthorityEnd> ends() {
    return authority.ends(key, userId);
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Credential[user " + userId + " by " + authority + "]";
  }
}
