package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * {@code pbkdf2_sha256$iterations$salt$hash}, and the same with SHA-1.
 *
 * @param iterations for new passwords
 * @param most how many iterations a stored password may ask for
 */
record Pbkdf2Scheme(
    PasswordFormat format, int iterations, int most, Salts salts, KeyDerivation derivation)
    implements PasswordScheme {

  private static final int PARTS = 4;

  @Override
  public Optional<String> encode(byte[] password) {
    return Optional.of(encoded(password, salts.text(), iterations));
  }

  @Override
  public Password read(String encoded) {
    var fields = PasswordFields.of(format, encoded, PARTS);
    return new Password(
        this, fields.number(1, "iterations", 1, most), fields.salt(2), fields.text(3));
  }

  private String encoded(byte[] password, String salt, int iterations) {
    var hash = derivation.derive(password, salt.getBytes(UTF_8), iterations);
    return "%s$%d$%s$%s"
        .formatted(format.algorithm(), iterations, salt, Base64.getEncoder().encodeToString(hash));
  }

  /** One that was read. */
  record Password(Pbkdf2Scheme scheme, int iterations, String salt, String hash)
      implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      return Optional.of(scheme.encoded(password, salt, iterations));
    }

    @Override
    public boolean mustUpdate() {
      return iterations != scheme.iterations || Salts.isTooShort(salt);
    }

    @Override
    public void harden(byte[] password) {
      if (iterations < scheme.iterations) {
        scheme.derivation.derive(password, salt.getBytes(UTF_8), scheme.iterations - iterations);
      }
    }

    @Override
    public String toString() {
      return scheme.format.algorithm() + " with " + iterations + " iterations";
    }
  }
}
