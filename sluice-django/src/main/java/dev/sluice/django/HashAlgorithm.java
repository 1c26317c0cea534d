package dev.sluice.django;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that Django signs with; every JDK has them. */
public enum HashAlgorithm {
  /** SHA-1, for what Django signed before 3.1 and where a program asks for it. */
  SHA1("SHA-1", "HmacSHA1"),
  /** SHA-256, the default. */
  SHA256("SHA-256", "HmacSHA256");

  private final String digest;
  private final String hmac;

  HashAlgorithm(String digest, String hmac) {
    this.digest = digest;
    this.hmac = hmac;
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + digest, e);
    }
  }

  byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(key, hmac));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this JDK has no " + hmac, e);
    }
  }
}
