package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * {@code bcrypt$$2b$12$}, 22 characters of salt and 31 of hash; and {@code bcrypt_sha256}, for
 * which the password is the SHA-256 of the password, in hexadecimal digits.
 *
 * @param rounds the logarithm, for new passwords
 * @param most the logarithm that a stored password may ask for
 */
record BcryptScheme(
    PasswordFormat format, int rounds, int most, Salts salts, KeyDerivation derivation)
    implements PasswordScheme {

  private static final int PARTS = 5;
  private static final int LEAST_ROUNDS = 4;
  private static final int SALT_BYTES = 16;
  private static final int SALT_CHARACTERS = 22;
  private static final int HASH_BYTES = 23;
  private static final int MOST_PASSWORD_BYTES = 72;
  private static final String VARIETY = "2b";
  private static final Pattern DATA = Pattern.compile("[./A-Za-z0-9]{53}");
  private static final Pattern ROUNDS = Pattern.compile("[0-9]{2}");
  private static final Pattern VARIETIES = Pattern.compile("2[aby]");

  /** Bcrypt itself, NUL after the password as in C; the cost is the logarithm of the rounds. */
  static byte[] derive(byte[] password, byte[] salt, int cost) {
    return BCrypt.generate(password, salt, cost, true);
  }

  @Override
  public Optional<String> encode(byte[] password) {
    var salt = BcryptBase64.encode(salts.bytes(SALT_BYTES));
    return new Password(this, VARIETY, rounds, salt, "").with(password);
  }

  @Override
  public Password read(String encoded) {
    var fields = PasswordFields.of(format, encoded, PARTS);
    var data = fields.text(4);
    if (!fields.text(1).isEmpty()
        || !VARIETIES.matcher(fields.text(2)).matches()
        || !ROUNDS.matcher(fields.text(3)).matches()
        || !DATA.matcher(data).matches()) {
      throw PasswordFields.damaged(format, format.algorithm() + "$$2b$12$ and 53 characters");
    }
    return new Password(
        this,
        fields.text(2),
        fields.number(3, "as the logarithm of its rounds", LEAST_ROUNDS, most),
        data.substring(0, SALT_CHARACTERS),
        data.substring(SALT_CHARACTERS));
  }

  /** What goes into bcrypt, cut after 72 bytes; empty if there is NUL inside. */
  private Optional<byte[]> key(byte[] password) {
    var bytes =
        format == PasswordFormat.BCRYPT_SHA256
            ? HexFormat.of()
                .formatHex(HashAlgorithm.SHA256.digest().digest(password))
                .getBytes(US_ASCII)
            : password;
    if (new String(bytes, ISO_8859_1).indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return Optional.of(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_PASSWORD_BYTES)));
  }

  /** One that was read. */
  record Password(BcryptScheme scheme, String variety, int rounds, String salt, String checksum)
      implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      return scheme.key(password).map(this::withKey);
    }

    private String withKey(byte[] key) {
      var saltBytes = BcryptBase64.decode(salt);
      var hash = scheme.derivation.derive(key, saltBytes, rounds);
      return "%s$$%s$%02d$%s%s"
          .formatted(
              scheme.format.algorithm(),
              variety,
              rounds,
              BcryptBase64.encode(saltBytes),
              BcryptBase64.encode(Arrays.copyOf(hash, HASH_BYTES)));
    }

    @Override
    public boolean mustUpdate() {
      return rounds != scheme.rounds;
    }

    /** One more in the logarithm is as much work again. */
    @Override
    public void harden(byte[] password) {
      for (var more = rounds; more < scheme.rounds; more++) {
        new Password(scheme, variety, more, salt, checksum).with(password);
      }
    }

    @Override
    public String toString() {
      return scheme.format.algorithm() + " with rounds " + rounds;
    }
  }
}
