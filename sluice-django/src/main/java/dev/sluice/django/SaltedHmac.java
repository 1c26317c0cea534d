package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Django 5.2's {@code django.utils.crypto.salted_hmac}. */
public final class SaltedHmac {

  private SaltedHmac() {}

  /**
   * Returns the HMAC of a value, with a key made of a salt, which names the purpose, and a secret.
   */
  public static byte[] of(String salt, String value, String secret, HashAlgorithm algorithm) {
    return of(salt, value.getBytes(UTF_8), secret, algorithm);
  }

  static byte[] of(String salt, byte[] value, String secret, HashAlgorithm algorithm) {
    var key = algorithm.digest().digest((salt + secret).getBytes(UTF_8));
    return algorithm.hmac(key, value);
  }
}
