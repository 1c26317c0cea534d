package dev.sluice.django;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A format of encoded passwords, named after the {@code algorithm} of the hasher of Django that
 * writes it (Django 3.2 to 5.2).
 */
public enum PasswordFormat {
  /** PBKDF2 with HMAC-SHA-256; what Django prefers unless told otherwise. */
  PBKDF2_SHA256,
  /** PBKDF2 with HMAC-SHA-1. */
  PBKDF2_SHA1,
  /** Argon2: writes argon2id, reads argon2i and argon2d too. */
  ARGON2,
  /** bcrypt of the SHA-256 of a password, so that all of it counts. */
  BCRYPT_SHA256,
  /** bcrypt, for which only the first 72 bytes count and which takes no NUL. */
  BCRYPT,
  /** scrypt; Django has it from 4.0 on. */
  SCRYPT,
  /** One round of salted MD5, as for the tests of a site. Insecure. */
  MD5,
  /** One round of salted SHA-1; Django had it up to 5.0. Insecure. */
  SHA1,
  /**
   * MD5 without salt, with or without {@code md5$$} before it; Django had it up to 5.0. Insecure.
   */
  UNSALTED_MD5,
  /** SHA-1 without salt; Django had it up to 5.0. Insecure. */
  UNSALTED_SHA1,
  /**
   * What glibc's {@code crypt} makes; Django had it up to 5.0. Writes DES, reads its MD5, SHA-256
   * and SHA-512 too. Takes no NUL. Insecure.
   */
  CRYPT;

  private static final int MD5_DIGITS = 32;
  private static final int SHA1_DIGITS = 40;
  private static final String NO_SALT_MD5 = "md5$$";
  private static final String NO_SALT_SHA1 = "sha1$$";

  /** Returns what Django calls this format, such as {@code pbkdf2_sha256}. */
  public String algorithm() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the format with Django's name for it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PasswordFormat named(String algorithm) {
    return find(algorithm)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the password format is \"%s\" (expected: one of %s)"
                        .formatted(algorithm, names())));
  }

  /**
   * Returns the format of an encoded password by Django's rules (its {@code identify_hasher}),
   * which look at its beginning and length only; empty for what has none, such as an unusable one.
   */
  public static Optional<PasswordFormat> identify(String encoded) {
    var isBareMd5 = encoded.length() == MD5_DIGITS && encoded.indexOf('$') < 0;
    if (isBareMd5 || isUnsalted(encoded, NO_SALT_MD5, MD5_DIGITS)) {
      return Optional.of(UNSALTED_MD5);
    }
    if (isUnsalted(encoded, NO_SALT_SHA1, SHA1_DIGITS)) {
      return Optional.of(UNSALTED_SHA1);
    }
    var end = encoded.indexOf('$');
    return find(end < 0 ? encoded : encoded.substring(0, end));
  }

  /** Returns Django's name for it. */
  @Override
  public String toString() {
    return algorithm();
  }

  /** Whether checking a password takes long enough to tell that there is one. */
  boolean isSlow() {
    return switch (this) {
      case PBKDF2_SHA256, PBKDF2_SHA1, ARGON2, BCRYPT_SHA256, BCRYPT, SCRYPT -> true;
      case MD5, SHA1, UNSALTED_MD5, UNSALTED_SHA1, CRYPT -> false;
    };
  }

  private static boolean isUnsalted(String encoded, String beginning, int digits) {
    return encoded.length() == beginning.length() + digits && encoded.startsWith(beginning);
  }

  private static Optional<PasswordFormat> find(String algorithm) {
    return Arrays.stream(values()).filter(it -> it.algorithm().equals(algorithm)).findFirst();
  }

  private static String names() {
    return Arrays.stream(values()).map(PasswordFormat::algorithm).collect(Collectors.joining(", "));
  }
}
