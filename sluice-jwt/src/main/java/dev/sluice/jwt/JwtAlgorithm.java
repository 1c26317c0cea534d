package dev.sluice.jwt;

import com.nimbusds.jose.JWSAlgorithm;

/**
 * A way to sign tokens, by its name in RFC 7518, section 3.1. There is none without a signature.
 */
public enum JwtAlgorithm {
  /** HMAC with SHA-256: one secret signs and checks. */
  HS256,
  /** HMAC with SHA-384. */
  HS384,
  /** HMAC with SHA-512. */
  HS512,
  /** RSA (PKCS #1 1.5) with SHA-256. */
  RS256,
  /** RSA (PKCS #1 1.5) with SHA-384. */
  RS384,
  /** RSA (PKCS #1 1.5) with SHA-512. */
  RS512,
  /** RSA (PSS) with SHA-256; simplejwt has it not. */
  PS256,
  /** RSA (PSS) with SHA-384; simplejwt has it not. */
  PS384,
  /** RSA (PSS) with SHA-512; simplejwt has it not. */
  PS512,
  /** ECDSA on the curve P-256 with SHA-256. */
  ES256,
  /** ECDSA on the curve P-384 with SHA-384. */
  ES384,
  /** ECDSA on the curve P-521 with SHA-512. */
  ES512;

  JWSAlgorithm jose() {
    return JWSAlgorithm.parse(name());
  }

  boolean isHmac() {
    return JWSAlgorithm.Family.HMAC_SHA.contains(jose());
  }

  boolean isRsa() {
    return JWSAlgorithm.Family.RSA.contains(jose());
  }
}
