package dev.sluice.django;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * PBKDF2 with HMAC and one block of output (RFC 8018, section 5.2), with the two digests of HMAC's
 * key computed once and cloned from then on. The cost is the number of iterations.
 */
final class Pbkdf2 implements KeyDerivation {

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final HashAlgorithm algorithm;

  Pbkdf2(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public byte[] derive(byte[] password, byte[] salt, int iterations) {
    var block = password.length > BLOCK_BYTES ? algorithm.digest().digest(password) : password;
    var inner = padded(block, INNER);
    var outer = padded(block, OUTER);
    var first = Arrays.copyOf(salt, salt.length + Integer.BYTES);
    first[first.length - 1] = 1;
    var turn = copy(outer).digest(copy(inner).digest(first));
    var result = turn.clone();
    for (var i = 1; i < iterations; i++) {
      turn = copy(outer).digest(copy(inner).digest(turn));
      for (var j = 0; j < result.length; j++) {
        result[j] ^= turn[j];
      }
    }
    return result;
  }

  private MessageDigest padded(byte[] key, byte padding) {
    var block = Arrays.copyOf(key, BLOCK_BYTES);
    for (var i = 0; i < block.length; i++) {
      block[i] ^= padding;
    }
    var digest = algorithm.digest();
    digest.update(block);
    return digest;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "the %s of %s cannot be copied (expected: the JDK's own provider first)"
              .formatted(digest.getAlgorithm(), digest.getProvider()),
          e);
    }
  }
}
