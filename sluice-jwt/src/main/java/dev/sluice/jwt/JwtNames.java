package dev.sluice.jwt;

/**
 * What the claims are called that RFC 7519 leaves open.
 *
 * @param userId {@code USER_ID_CLAIM}: holds the user's primary key, a text or a whole number
 * @param tokenType {@code TOKEN_TYPE_CLAIM}: must say {@code access}; empty if tokens have none, as
 *     those of most identity providers
 * @param tokenId {@code JTI_CLAIM}: must be there; empty if it need not
 */
public record JwtNames(String userId, String tokenType, String tokenId) {

  /** Refuses a user id without a name. */
  public JwtNames {
    if (userId.isEmpty()) {
      throw new IllegalArgumentException(
          "the claim of the user's id has an empty name (expected: user_id, sub or the like)");
    }
  }

  /** Returns the names of simplejwt: {@code user_id}, {@code token_type}, {@code jti}. */
  public static JwtNames defaults() {
    return new JwtNames("user_id", "token_type", "jti");
  }

  /** Returns the names of RFC 7519 alone: {@code sub}, no token type, {@code jti} if they like. */
  public static JwtNames registered() {
    return new JwtNames("sub", "", "");
  }
}
