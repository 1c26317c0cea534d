package dev.sluice.jwt;

/** What is wrong with a token, apart from its age. */
public enum JwtFault {
  /** The {@code Authorization} header names the scheme, and is not one token. */
  BAD_HEADER("Authorization header must contain two space-delimited values"),
  /** Longer than {@link JwtConfig#mostCharacters}; not read. */
  TOO_LONG("Token is invalid or expired"),
  /** Not a signed token in the compact form of RFC 7515, or one with critical extensions. */
  MALFORMED("Token is invalid or expired"),
  /** Its {@code kid} is missing, or names no key here. */
  UNKNOWN_KEY("Token is invalid or expired"),
  /** Its {@code alg} is not what its key is for. */
  WRONG_ALGORITHM("Token is invalid or expired"),
  /** Signed with something else, or changed since. */
  BAD_SIGNATURE("Token is invalid or expired"),
  /** Its claims are no JSON object, or a time in them is no number. */
  BAD_CLAIMS("Token is invalid or expired"),
  /** Its {@code nbf} or {@code iat} is still to come. */
  NOT_YET_VALID("Token is invalid or expired"),
  /** Made by somebody else. */
  WRONG_ISSUER("Token is invalid or expired"),
  /** Made for somebody else. */
  WRONG_AUDIENCE("Token is invalid or expired"),
  /** It would last forever. */
  NO_EXPIRY("Token has no 'exp' claim"),
  /** It has no id. */
  NO_ID("Token has no id"),
  /** It does not say what it is for. */
  NO_TYPE("Token has no type"),
  /** It is for something else: a refresh token where an access token is due, or the reverse. */
  WRONG_TYPE("Token has wrong type"),
  /** It does not say whose it is. */
  NO_USER_ID("Token contained no recognizable user identification");

  private final String message;

  JwtFault(String message) {
    this.message = message;
  }

  /** What simplejwt 5.2 says about it; fit for the client. */
  public String message() {
    return message;
  }
}
