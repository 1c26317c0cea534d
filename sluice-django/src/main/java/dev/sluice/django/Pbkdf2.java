package dev.sluice.django;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * PBKDF2 with HMAC-SHA-256 and one block of output (RFC 8018, section 5.2), with the two digests of
 * HMAC's key computed once and cloned from then on.
 */
final class Pbkdf2 {

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest inner;
  private final MessageDigest outer;

  private Pbkdf2(byte[] key) {
    var block = key.length > BLOCK_BYTES ? HashAlgorithm.SHA256.digest().digest(key) : key;
    this.inner = padded(block, INNER);
    this.outer = padded(block, OUTER);
  }

  static byte[] derive(byte[] password, byte[] salt, int iterations) {
    var hmac = new Pbkdf2(password);
    var first = Arrays.copyOf(salt, salt.length + Integer.BYTES);
    first[first.length - 1] = 1;
    var turn = hmac.of(first);
    var result = turn.clone();
    for (var i = 1; i < iterations; i++) {
      turn = hmac.of(turn);
      for (var j = 0; j < result.length; j++) {
        result[j] ^= turn[j];
      }
    }
    return result;
  }

  private byte[] of(byte[] message) {
    return copy(outer).digest(copy(inner).digest(message));
  }

  private static MessageDigest padded(byte[] key, byte padding) {
    var block = Arrays.copyOf(key, BLOCK_BYTES);
    for (var i = 0; i < block.length; i++) {
      block[i] ^= padding;
    }
    var digest = HashAlgorithm.SHA256.digest();
    digest.update(block);
    return digest;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "the SHA-256 of %s cannot be copied (expected: the JDK's own provider first)"
              .formatted(digest.getProvider()),
          e);
    }
  }
}
