package dev.sluice.jwt;

/**
 * Refresh tokens that were taken back, such as those on the list of {@code
 * rest_framework_simplejwt.token_blacklist}. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RevokedTokens {

  /** Returns whether the token with these claims was taken back; may block. */
  boolean contains(JwtClaims claims);
}
