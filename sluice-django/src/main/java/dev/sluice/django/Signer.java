package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Puts a signature behind a text and checks it (Django 5.2's {@code django.core.signing.Signer}).
 * Safe for use by many threads.
 */
public final class Signer {

  /** What Django's {@code Signer} takes for a salt unless told otherwise. */
  public static final String DEFAULT_SALT = "django.core.signing.Signer";

  static final String DEFAULT_SEPARATOR = ":";

  private static final Pattern UNSAFE_SEPARATOR = Pattern.compile("[A-z0-9_=-]*");

  private final SecretKeys keys;
  private final String salt;
  private final String separator;
  private final HashAlgorithm algorithm;

  /**
   * Signs with SHA-256 and a colon.
   *
   * @param salt names the purpose, so that what was signed for one is worth nothing for another
   */
  public Signer(SecretKeys keys, String salt) {
    this(keys, salt, DEFAULT_SEPARATOR, HashAlgorithm.SHA256);
  }

  /**
   * Signs in a way of its own.
   *
   * @param separator stands between text and signature; not empty and not made of letters, digits
   *     and any of {@code - _ =}, which a signature may hold
   */
  public Signer(SecretKeys keys, String salt, String separator, HashAlgorithm algorithm) {
    if (UNSAFE_SEPARATOR.matcher(separator).matches()) {
      throw new IllegalArgumentException(
          "the separator is \"%s\" (expected: not empty, nor made only of what signatures hold; such as \":\")"
              .formatted(separator));
    }
    this.keys = keys;
    this.salt = salt;
    this.separator = separator;
    this.algorithm = algorithm;
  }

  /** Returns a text with its signature. */
  public String sign(String value) {
    return value + separator + signature(value, keys.current());
  }

  /** Returns the text that was signed, with the current key or a fallback. */
  public Unsigned<String> unsign(String signed) {
    var end = signed.lastIndexOf(separator);
    if (end < 0) {
      return new Unsigned.BadSignature<>();
    }
    var value = signed.substring(0, end);
    var signature = signed.substring(end + separator.length()).getBytes(UTF_8);
    return keys.all().anyMatch(key -> isEqual(signature, signature(value, key)))
        ? new Unsigned.Valid<>(value)
        : new Unsigned.BadSignature<>();
  }

  String separator() {
    return separator;
  }

  private static boolean isEqual(byte[] given, String expected) {
    return MessageDigest.isEqual(given, expected.getBytes(UTF_8));
  }

  private String signature(String value, String key) {
    var hmac = SaltedHmac.of(salt + "signer", value, key, algorithm);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
  }
}
