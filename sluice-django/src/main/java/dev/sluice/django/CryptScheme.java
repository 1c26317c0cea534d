package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Crypt;
import org.jspecify.annotations.Nullable;

/**
 * {@code crypt$salt$hash}: what glibc's {@code crypt} makes, the salt being part of the hash and
 * mostly left empty.
 *
 * @param most how many rounds a stored password may ask for
 */
record CryptScheme(int most, Salts salts) implements PasswordScheme {

  private static final PasswordFormat FORMAT = PasswordFormat.CRYPT;
  private static final int PARTS = 3;
  private static final int MOST_PASSWORD_BYTES = 511;
  private static final int DES_SALT_CHARACTERS = 2;
  private static final Pattern HASH =
      Pattern.compile(
          "[./0-9A-Za-z]{13}"
              + "|\\$1\\$[./0-9A-Za-z]{1,8}\\$[./0-9A-Za-z]{22}"
              + "|\\$[56]\\$(?:rounds=(?<rounds>[0-9]+)\\$)?[./0-9A-Za-z]{1,16}\\$[./0-9A-Za-z]{43,86}");

  @Override
  public Optional<String> encode(byte[] password) {
    return new Password("", salts.text(DES_SALT_CHARACTERS)).with(password);
  }

  @Override
  public Password read(String encoded) {
    var fields = PasswordFields.of(FORMAT, encoded, PARTS);
    var parts = HASH.matcher(fields.text(2));
    if (!parts.matches()) {
      throw PasswordFields.damaged(
          FORMAT, "DES, or $1$, $5$ and $6$; others cannot be checked here");
    }
    @Nullable String rounds = parts.group("rounds");
    if (rounds != null) {
      PasswordFields.number(FORMAT, rounds, "rounds", 0, most);
    }
    return new Password(fields.text(1), fields.text(2));
  }

  private static boolean hasNul(byte[] password) {
    return new String(password, ISO_8859_1).indexOf('\0') >= 0;
  }

  /** One that was read; its hash begins with what is to be done. Never too old by itself. */
  record Password(String salt, String hash) implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      if (password.length > MOST_PASSWORD_BYTES || hasNul(password)) {
        return Optional.empty();
      }
      return Optional.of("crypt$" + salt + "$" + Crypt.crypt(password.clone(), hash));
    }

    @Override
    public boolean mustUpdate() {
      return false;
    }

    @Override
    public String toString() {
      return FORMAT.algorithm();
    }
  }
}
