package dev.sluice.jwt;

/** What came of reading a token, before anybody asks who its user is. */
sealed interface Reading {

  /** The signature holds, and so do the claims. */
  record Genuine(JwtClaims claims) implements Reading {}

  /** Something does not. */
  record Refusal(JwtOutcome.Refused why) implements Reading {}

  static Reading refused(JwtFault fault) {
    return new Refusal(new JwtOutcome.Invalid(fault));
  }
}
