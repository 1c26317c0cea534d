package dev.sluice.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Keys made for a test, in PEM. */
record Keys(KeyPair pair) {

  static Keys rsa(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new Keys(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes one on a curve such as {@code secp256r1}. */
  static Keys ec(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new Keys(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static Keys of(JwtAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> ec("secp256r1");
      case ES384 -> ec("secp384r1");
      case ES512 -> ec("secp521r1");
      default -> rsa(2048);
    };
  }

  String publicPem() {
    return pem("PUBLIC KEY", pair.getPublic());
  }

  String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate());
  }

  JwtKey toSign(JwtAlgorithm algorithm) {
    return JwtKey.keyPair(algorithm, privatePem(), publicPem());
  }

  JwtKey toCheck(JwtAlgorithm algorithm) {
    return JwtKey.publicKey(algorithm, publicPem());
  }

  static String pem(String label, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label,
            Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded()),
            label);
  }
}
