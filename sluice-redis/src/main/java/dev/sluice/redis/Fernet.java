package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of the Fernet specification, version 0x80: AES-128 in CBC mode, signed with HMAC-SHA256
 * together with the time, in base 64. {@code channels_redis} makes the key of a text's SHA-256.
 * Safe for use by many threads.
 */
final class Fernet {

  static final int IV = 16;

  private static final byte VERSION = (byte) 0x80;
  private static final int HEAD = 1 + Long.BYTES + IV;
  private static final int SIGNATURE = 32;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final SecretKeySpec signing;
  private final SecretKeySpec encryption;

  private Fernet(byte[] key) {
    this.signing = new SecretKeySpec(key, 0, key.length / 2, "HmacSHA256");
    this.encryption = new SecretKeySpec(key, key.length / 2, key.length / 2, "AES");
  }

  /** Returns the one whose key is made of a text. */
  static Fernet of(String text) {
    try {
      return new Fernet(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Returns a token.
   *
   * @param iv sixteen bytes that nobody can foresee
   */
  byte[] encrypt(byte[] plain, Instant now, byte[] iv) {
    try {
      var encrypted = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(plain);
      var token =
          ByteBuffer.allocate(HEAD + encrypted.length + SIGNATURE)
              .put(VERSION)
              .putLong(now.getEpochSecond())
              .put(iv)
              .put(encrypted);
      token.put(signature(token.array(), token.position()));
      return Base64.getUrlEncoder().encode(token.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES and HMAC", e);
    }
  }

  /** Returns what a token holds, whatever its age, or nothing if it is none of this key. */
  Optional<byte[]> decrypt(byte[] token) {
    return decoded(token).flatMap(this::opened);
  }

  /** Returns what a token holds, unless it is older than that or from the future. */
  Optional<byte[]> decrypt(byte[] token, Instant now, Duration oldest) {
    return decoded(token).filter(it -> isTimely(it, now, oldest)).flatMap(this::opened);
  }

  private static Optional<byte[]> decoded(byte[] token) {
    try {
      var bytes = Base64.getUrlDecoder().decode(token);
      return Optional.of(bytes).filter(it -> it.length >= HEAD + SIGNATURE && it[0] == VERSION);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whole seconds, as the specification has them. */
  private static boolean isTimely(byte[] token, Instant now, Duration oldest) {
    var made = ByteBuffer.wrap(token).getLong(1);
    var age = now.getEpochSecond() - made;
    return age <= oldest.toSeconds() && age >= -CLOCK_SKEW.toSeconds();
  }

  private Optional<byte[]> opened(byte[] token) {
    var end = token.length - SIGNATURE;
    try {
      var signature = Arrays.copyOfRange(token, end, token.length);
      if (!MessageDigest.isEqual(signature, signature(token, end))) {
        return Optional.empty();
      }
      var iv = Arrays.copyOfRange(token, HEAD - IV, HEAD);
      return Optional.of(cipher(Cipher.DECRYPT_MODE, iv).doFinal(token, HEAD, end - HEAD));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private byte[] signature(byte[] token, int length) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(signing);
    mac.update(token, 0, length);
    return mac.doFinal();
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, encryption, new IvParameterSpec(iv));
    return cipher;
  }
}
