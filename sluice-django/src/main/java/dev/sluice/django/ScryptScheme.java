package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;

/** {@code scrypt$workFactor$salt$blockSize$parallelism$hash}. */
record ScryptScheme(ScryptCost cost, PasswordLimits limits, Salts salts) implements PasswordScheme {

  private static final PasswordFormat FORMAT = PasswordFormat.SCRYPT;
  private static final int PARTS = 6;
  private static final int HASH_BYTES = 64;
  private static final int BYTES_OF_A_KIBIBYTE = 1024;

  @Override
  public Optional<String> encode(byte[] password) {
    return new Password(this, cost, salts.text(), "").with(password);
  }

  @Override
  public Password read(String encoded) {
    var fields = PasswordFields.of(FORMAT, encoded, PARTS);
    var most = limits.memory() * (BYTES_OF_A_KIBIBYTE / 128);
    return new Password(
        this,
        bounded(
            fields.number(1, "as work factor", 2, most),
            fields.number(3, "as block size", 1, most),
            fields.number(4, "parts", 1, limits.passes())),
        fields.salt(2),
        fields.text(5));
  }

  private ScryptCost bounded(int workFactor, int blockSize, int parallelism) {
    var asked = possible(workFactor, blockSize, parallelism);
    if (asked.bytes() > (long) limits.memory() * BYTES_OF_A_KIBIBYTE) {
      throw new RefusedPasswordException(
          "a stored password of format scrypt asks for %d bytes of memory (expected: at most %d KiB; PasswordLimits can allow more)"
              .formatted(asked.bytes(), limits.memory()));
    }
    return asked;
  }

  private static ScryptCost possible(int workFactor, int blockSize, int parallelism) {
    try {
      return new ScryptCost(workFactor, blockSize, parallelism);
    } catch (IllegalArgumentException e) {
      throw PasswordFields.damaged(FORMAT, "a work factor that is a power of two");
    }
  }

  /** One that was read. */
  record Password(ScryptScheme scheme, ScryptCost cost, String salt, String hash)
      implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      var result =
          SCrypt.generate(
              password,
              salt.getBytes(UTF_8),
              cost.workFactor(),
              cost.blockSize(),
              cost.parallelism(),
              HASH_BYTES);
      return Optional.of(
          "scrypt$%d$%s$%d$%d$%s"
              .formatted(
                  cost.workFactor(),
                  salt,
                  cost.blockSize(),
                  cost.parallelism(),
                  Base64.getEncoder().encodeToString(result)));
    }

    @Override
    public boolean mustUpdate() {
      return !cost.equals(scheme.cost);
    }

    @Override
    public String toString() {
      return "scrypt with " + cost;
    }
  }
}
