package dev.sluice.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.sluice.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key and the one algorithm it is for. What a token says about its algorithm never changes how
 * its key is used. Immutable, and safe for use by many threads.
 */
public final class JwtKey {

  private static final int LEAST_SECRET_BYTES = 32;
  private static final int LEAST_RSA_BITS = 2048;

  /** HMAC fills shorter keys up with zeros to its block (RFC 2104), which is never shorter. */
  private static final int PADDED_SECRET_BYTES = 64;

  private final JwtAlgorithm algorithm;
  private final JWSVerifier verifier;
  private final Optional<JWSSigner> signer;

  private JwtKey(JwtAlgorithm algorithm, JWSVerifier verifier, Optional<JWSSigner> signer) {
    this.algorithm = algorithm;
    this.verifier = verifier;
    this.signer = signer;
  }

  /**
   * Returns a secret that signs and checks, such as Django's {@code SECRET_KEY}.
   *
   * @param secret at least 32 bytes in UTF-8; for the longer hashes too, as many sites use their
   *     {@code SECRET_KEY} of 50 characters there
   * @throws IllegalArgumentException if it is shorter, a key in PEM, or for another algorithm
   */
  public static JwtKey secret(JwtAlgorithm algorithm, String secret) {
    if (secret.contains("-----BEGIN ")) {
      throw new IllegalArgumentException(
          "the secret for %s is a key in PEM (expected: a secret; see JwtKey.publicKey)"
              .formatted(algorithm));
    }
    return secretBytes(algorithm, Bytes.utf8(secret));
  }

  /**
   * Returns a secret that is not text.
   *
   * @throws IllegalArgumentException as {@link #secret}
   */
  public static JwtKey secretBytes(JwtAlgorithm algorithm, Bytes secret) {
    if (!algorithm.isHmac()) {
      throw new IllegalArgumentException(
          "a secret is for %s (expected: HS256, HS384 or HS512)".formatted(algorithm));
    }
    if (secret.size() < LEAST_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the secret for %s has %d bytes (expected: at least %d, so that nobody can guess it)"
              .formatted(algorithm, secret.size(), LEAST_SECRET_BYTES));
    }
    var padded = Arrays.copyOf(secret.toArray(), Math.max(secret.size(), PADDED_SECRET_BYTES));
    try {
      return new JwtKey(algorithm, new MACVerifier(padded), Optional.of(new MACSigner(padded)));
    } catch (JOSEException e) {
      throw unfit(algorithm, e);
    }
  }

  /**
   * Returns a key that checks what its other half signed.
   *
   * @param pem {@code PUBLIC KEY} or {@code CERTIFICATE}: RSA of at least 2048 bits, or the
   *     algorithm's curve
   * @throws IllegalArgumentException if it is anything else
   */
  public static JwtKey publicKey(JwtAlgorithm algorithm, String pem) {
    return new JwtKey(algorithm, verifier(algorithm, pem), Optional.empty());
  }

  /**
   * Returns both halves of a key, to sign and to check.
   *
   * @param privatePem {@code PRIVATE KEY} (PKCS #8)
   * @param publicPem as for {@link #publicKey}
   * @throws IllegalArgumentException if either is unfit, or they do not belong together
   */
  public static JwtKey keyPair(JwtAlgorithm algorithm, String privatePem, String publicPem) {
    var signer = signer(algorithm, privatePem);
    var pair = new JwtKey(algorithm, verifier(algorithm, publicPem), Optional.of(signer));
    pair.requireHalvesOfOne(signer);
    return pair;
  }

  /** What the key is for. */
  public JwtAlgorithm algorithm() {
    return algorithm;
  }

  JWSVerifier verifier() {
    return verifier;
  }

  Optional<JWSSigner> signer() {
    return signer;
  }

  /** Tells the algorithm and nothing of the key. */
  @Override
  public String toString() {
    return "JwtKey[" + algorithm + "]";
  }

  private static JWSVerifier verifier(JwtAlgorithm algorithm, String pem) {
    var key = pemKeys(algorithm).publicKey(pem);
    try {
      var verifier =
          algorithm.isRsa()
              ? new RSASSAVerifier(rsa(algorithm, key))
              : new ECDSAVerifier(ec(algorithm, key));
      requireSupport(algorithm, verifier.supportedJWSAlgorithms().contains(algorithm.jose()));
      return verifier;
    } catch (JOSEException e) {
      throw unfit(algorithm, e);
    }
  }

  private static JWSSigner signer(JwtAlgorithm algorithm, String pem) {
    var key = pemKeys(algorithm).privateKey(pem);
    try {
      var signer = algorithm.isRsa() ? new RSASSASigner(key) : ecdsa(algorithm, key);
      requireSupport(algorithm, signer.supportedJWSAlgorithms().contains(algorithm.jose()));
      return signer;
    } catch (JOSEException e) {
      throw unfit(algorithm, e);
    }
  }

  private static JWSSigner ecdsa(JwtAlgorithm algorithm, PrivateKey key) throws JOSEException {
    if (key instanceof ECPrivateKey curve) {
      return new ECDSASigner(curve);
    }
    throw unfit(algorithm, key.getAlgorithm());
  }

  private static PemKeys pemKeys(JwtAlgorithm algorithm) {
    if (algorithm.isHmac()) {
      throw new IllegalArgumentException(
          "a public key is for %s (expected: RS, PS or ES; see JwtKey.secret)"
              .formatted(algorithm));
    }
    return new PemKeys(algorithm);
  }

  private static RSAPublicKey rsa(JwtAlgorithm algorithm, PublicKey key) {
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
      return rsa;
    }
    throw unfit(algorithm, key.getAlgorithm());
  }

  private static ECPublicKey ec(JwtAlgorithm algorithm, PublicKey key) {
    if (key instanceof ECPublicKey curve) {
      return curve;
    }
    throw unfit(algorithm, key.getAlgorithm());
  }

  private void requireHalvesOfOne(JWSSigner half) {
    var header = new JWSHeader(algorithm.jose());
    var probe = new byte[] {'?'};
    try {
      if (verifier.verify(header, probe, half.sign(header, probe))) {
        return;
      }
    } catch (JOSEException e) {
      throw unfit(algorithm, e);
    }
    throw new IllegalArgumentException(
        "the private key for %s does not belong to the public key (expected: halves of one pair)"
            .formatted(algorithm));
  }

  private static void requireSupport(JwtAlgorithm algorithm, boolean supported) {
    if (!supported) {
      throw unfit(algorithm, "of another curve");
    }
  }

  private static IllegalArgumentException unfit(JwtAlgorithm algorithm, String kind) {
    return new IllegalArgumentException(
        "the key for %s is %s (expected: RSA of at least 2048 bits for RS and PS, the curve P-256 for ES256, P-384 for ES384, P-521 for ES512)"
            .formatted(algorithm, kind));
  }

  /** The library's words tell lengths and curves, and nothing of the key. */
  private static IllegalArgumentException unfit(JwtAlgorithm algorithm, JOSEException cause) {
    return new IllegalArgumentException(
        "the key does not do for %s (expected: one that %s takes)".formatted(algorithm, algorithm),
        cause);
  }
}
