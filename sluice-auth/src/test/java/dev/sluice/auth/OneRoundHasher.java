package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads the cheap {@code pbkdf2_sha256} hashes of the golden cases, by the JDK's own PBKDF2. */
record OneRoundHasher() implements PasswordHasher {

  @Override
  public String encode(String password) {
    return "";
  }

  @Override
  public boolean verify(String password, String encoded) {
    var parts = encoded.split("\\$", -1);
    if (parts.length != 4 || password.isEmpty()) {
      return false;
    }
    try {
      var spec =
          new PBEKeySpec(
              password.toCharArray(), parts[2].getBytes(UTF_8), Integer.parseInt(parts[1]), 256);
      var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
      return Base64.getEncoder().encodeToString(hash.getEncoded()).equals(parts[3]);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
