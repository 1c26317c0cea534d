package dev.sluice.jwt;

/**
 * Two tokens of a user; both are secrets.
 *
 * @param refresh good for getting new access tokens
 * @param access good for everything else, and not for long
 */
public record JwtPair(String refresh, String access) {

  /** Leaves out the tokens. */
  @Override
  public String toString() {
    return "JwtPair[]";
  }
}
