package dev.sluice.django;

import java.util.Optional;

/**
 * One round of a digest over a password: 32 digits of MD5, with {@code md5$$} before them or not,
 * or 40 of SHA-1 after {@code sha1$$}.
 *
 * @param beginning of new ones
 */
record UnsaltedScheme(PasswordFormat format, String digest, String beginning)
    implements PasswordScheme {

  @Override
  public Optional<String> encode(byte[] password) {
    return new Password(this, beginning, "").with(password);
  }

  @Override
  public Password read(String encoded) {
    var hash = encoded.lastIndexOf('$') + 1;
    return new Password(this, encoded.substring(0, hash), encoded.substring(hash));
  }

  /** One that was read. Django never finds it too old by itself. */
  record Password(UnsaltedScheme scheme, String beginning, String hash) implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      return Optional.of(beginning + DigestScheme.hash(scheme.digest, password));
    }

    @Override
    public boolean mustUpdate() {
      return false;
    }

    @Override
    public String toString() {
      return scheme.format.algorithm();
    }
  }
}
