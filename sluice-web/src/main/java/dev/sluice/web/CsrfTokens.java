package dev.sluice.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Django's arithmetic of CSRF secrets: a secret has 32 letters and digits; a token has 64, of which
 * the first half is a mask and the second the secret shifted by it, so that no two pages show the
 * same text (the BREACH attack).
 */
final class CsrfTokens {

  private static final int SECRET_LENGTH = 32;
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private CsrfTokens() {}

  static String newSecret(SecureRandom random) {
    var secret = new StringBuilder(SECRET_LENGTH);
    for (var i = 0; i < SECRET_LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  /** Returns a token for a secret, another each time. */
  static String mask(String secret, SecureRandom random) {
    var mask = newSecret(random);
    return mask + shifted(secret, mask, 1);
  }

  /** Tells whether a text could be a token, or a secret, which does as a token too. */
  static boolean isWellFormed(String text) {
    return (text.length() == SECRET_LENGTH || text.length() == 2 * SECRET_LENGTH)
        && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /** Returns the secret in a well-formed text. */
  static String secret(String text) {
    return text.length() == SECRET_LENGTH
        ? text
        : shifted(text.substring(SECRET_LENGTH), text.substring(0, SECRET_LENGTH), -1);
  }

  /** Tells whether a well-formed token belongs to a secret, in the same time either way. */
  static boolean matches(String token, String secret) {
    return MessageDigest.isEqual(secret(token).getBytes(US_ASCII), secret.getBytes(US_ASCII));
  }

  private static String shifted(String text, String mask, int sign) {
    var shifted = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var sum = ALPHABET.indexOf(text.charAt(i)) + sign * ALPHABET.indexOf(mask.charAt(i));
      shifted.append(ALPHABET.charAt(Math.floorMod(sum, ALPHABET.length())));
    }
    return shifted.toString();
  }
}
