package dev.sluice.jwt;

import java.util.Map;

/** Which key a token must be signed with. */
public sealed interface JwtKeys {

  /** One for all tokens, whatever key id they name; as simplejwt has it. */
  record One(JwtKey key) implements JwtKeys {}

  /** The one that the token names in its header field {@code kid}, which must be there. */
  record ById(Map<String, JwtKey> keys) implements JwtKeys {

    /** Makes one of a copy. */
    public ById {
      keys = Map.copyOf(keys);
    }
  }
}
