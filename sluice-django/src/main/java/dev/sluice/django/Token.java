package dev.sluice.django;

import java.time.Instant;

/**
 * A row of {@code authtoken_token}.
 *
 * @param key 40 hexadecimal digits if made here; a secret
 * @param userId the primary key of the one user it stands for
 */
public record Token(String key, String userId, Instant created) {

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "Token[of user " + userId + ", created " + created + "]";
  }
}
