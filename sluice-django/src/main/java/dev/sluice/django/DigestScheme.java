package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One round of a digest over salt and password: {@code md5$salt$hash} and {@code sha1$salt$hash}.
 */
record DigestScheme(PasswordFormat format, String digest, Salts salts) implements PasswordScheme {

  private static final int PARTS = 3;

  /** Returns the digest of bytes, in hexadecimal digits. */
  static String hash(String digest, byte[]... parts) {
    try {
      var state = MessageDigest.getInstance(digest);
      for (var part : parts) {
        state.update(part);
      }
      return HexFormat.of().formatHex(state.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + digest, e);
    }
  }

  @Override
  public Optional<String> encode(byte[] password) {
    return new Password(this, salts.text(), "").with(password);
  }

  @Override
  public Password read(String encoded) {
    var fields = PasswordFields.of(format, encoded, PARTS);
    return new Password(this, fields.salt(1), fields.text(2));
  }

  /** One that was read. */
  record Password(DigestScheme scheme, String salt, String hash) implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      var result = DigestScheme.hash(scheme.digest, salt.getBytes(UTF_8), password);
      return Optional.of("%s$%s$%s".formatted(scheme.format.algorithm(), salt, result));
    }

    @Override
    public boolean mustUpdate() {
      return Salts.isTooShort(salt);
    }

    @Override
    public String toString() {
      return scheme.format.algorithm();
    }
  }
}
