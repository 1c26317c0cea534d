package dev.sluice.jwt;

import dev.sluice.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Keys out of PEM text (RFC 7468). Its errors tell the label and nothing of the key. */
final class PemKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private final JwtAlgorithm algorithm;
  private final String family;

  PemKeys(JwtAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.family = algorithm.isRsa() ? "RSA" : "EC";
  }

  PublicKey publicKey(String pem) {
    var block = Block.of(pem);
    try {
      return switch (block.label()) {
        case "PUBLIC KEY" ->
            KeyFactory.getInstance(family)
                .generatePublic(new X509EncodedKeySpec(block.der().toArray()));
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(block.der().toArray()))
                .getPublicKey();
        default -> throw refused(block, "PUBLIC KEY or CERTIFICATE, as from openssl pkey -pubout");
      };
    } catch (GeneralSecurityException e) {
      throw refused(block, "a public key for " + family);
    }
  }

  PrivateKey privateKey(String pem) {
    var block = Block.of(pem);
    if (!block.label().equals("PRIVATE KEY")) {
      throw refused(block, "PRIVATE KEY, as from openssl pkcs8 -topk8 -nocrypt");
    }
    try {
      return KeyFactory.getInstance(family)
          .generatePrivate(new PKCS8EncodedKeySpec(block.der().toArray()));
    } catch (GeneralSecurityException e) {
      throw refused(block, "a private key for " + family);
    }
  }

  private IllegalArgumentException refused(Block block, String expected) {
    return new IllegalArgumentException(
        "the PEM text for %s holds a %s (expected: %s)"
            .formatted(algorithm, block.label(), expected));
  }

  /** The first thing in a PEM text. */
  private record Block(String label, Bytes der) {

    static Block of(String pem) {
      var found = PEM.matcher(pem);
      if (!found.find()) {
        throw new IllegalArgumentException(
            "a text of %d characters is no key (expected: PEM, -----BEGIN PUBLIC KEY----- and so on)"
                .formatted(pem.length()));
      }
      return new Block(
          found.group(1), Bytes.copyOf(Base64.getMimeDecoder().decode(found.group(2))));
    }
  }
}
