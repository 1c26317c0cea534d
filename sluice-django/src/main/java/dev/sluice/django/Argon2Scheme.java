package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * {@code argon2$argon2id$v=19$m=102400,t=2,p=8$salt$hash}: the text of the reference implementation
 * (<a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>) after Django's name for it.
 */
record Argon2Scheme(Argon2Cost cost, PasswordLimits limits, Salts salts) implements PasswordScheme {

  private static final PasswordFormat FORMAT = PasswordFormat.ARGON2;
  private static final Pattern ENCODED =
      Pattern.compile(
          "argon2\\$(argon2(?:id|i|d))\\$(?:v=([0-9]+)\\$)?m=([0-9]+),t=([0-9]+),p=([0-9]+)"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final Map<String, Integer> VARIETIES =
      Map.of(
          "argon2d", Argon2Parameters.ARGON2_d,
          "argon2i", Argon2Parameters.ARGON2_i,
          "argon2id", Argon2Parameters.ARGON2_id);
  private static final String VARIETY = "argon2id";
  private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;
  private static final int OLD_VERSION = Argon2Parameters.ARGON2_VERSION_10;
  private static final int HASH_BYTES = 16;
  private static final int LEAST_SALT_BYTES = 8;
  private static final int LEAST_HASH_BYTES = 4;

  @Override
  public Optional<String> encode(byte[] password) {
    return new Password(this, VARIETY, VERSION, true, cost, salts.text(), HASH_BYTES, "")
        .with(password);
  }

  @Override
  public Password read(String encoded) {
    var parts = ENCODED.matcher(encoded);
    if (!parts.matches()) {
      throw PasswordFields.damaged(FORMAT, "argon2$argon2id$v=19$m=...,t=...,p=...$salt$hash");
    }
    var salt = bytes(parts.group(6));
    var hash = bytes(parts.group(7));
    if (salt.length < LEAST_SALT_BYTES || hash.length < LEAST_HASH_BYTES) {
      throw PasswordFields.damaged(FORMAT, "a salt of 8 bytes or more, a hash of 4 or more");
    }
    @Nullable String version = parts.group(2);
    return new Password(
        this,
        parts.group(1),
        version == null ? OLD_VERSION : version(version),
        version != null,
        cost(parts),
        new String(salt, ISO_8859_1),
        hash.length,
        parts.group(7));
  }

  private Argon2Cost cost(Matcher parts) {
    var lanes =
        PasswordFields.number(
            FORMAT,
            parts.group(5),
            "lanes",
            1,
            limits.memory() / Argon2Cost.LEAST_MEMORY_OF_A_LANE);
    return new Argon2Cost(
        PasswordFields.number(FORMAT, parts.group(4), "passes", 1, limits.passes()),
        PasswordFields.number(
            FORMAT,
            parts.group(3),
            "KiB of memory",
            Argon2Cost.LEAST_MEMORY_OF_A_LANE * lanes,
            limits.memory()),
        lanes);
  }

  private static int version(String text) {
    var version = PasswordFields.number(FORMAT, text, "as version", OLD_VERSION, VERSION);
    if (version != OLD_VERSION && version != VERSION) {
      throw PasswordFields.damaged(FORMAT, "version 16 or 19");
    }
    return version;
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw PasswordFields.damaged(FORMAT, "salt and hash in Base64");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * One that was read.
   *
   * @param tellsVersion false in old ones, which mean version 16
   * @param salt a character for each byte
   */
  record Password(
      Argon2Scheme scheme,
      String variety,
      int version,
      boolean tellsVersion,
      Argon2Cost cost,
      String salt,
      int hashBytes,
      String hash)
      implements EncodedPassword {

    @Override
    public Optional<String> with(byte[] password) {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(VARIETIES.getOrDefault(variety, 0))
              .withVersion(version)
              .withIterations(cost.time())
              .withMemoryAsKB(cost.memory())
              .withParallelism(cost.parallelism())
              .withSalt(salt.getBytes(ISO_8859_1))
              .build());
      var result = new byte[hashBytes];
      generator.generateBytes(password, result);
      return Optional.of(
          String.format(
              Locale.ROOT,
              "argon2$%s$%sm=%d,t=%d,p=%d$%s$%s",
              variety,
              tellsVersion ? "v=" + version + "$" : "",
              cost.memory(),
              cost.time(),
              cost.parallelism(),
              base64(salt.getBytes(ISO_8859_1)),
              base64(result)));
    }

    @Override
    public boolean mustUpdate() {
      return !variety.equals(VARIETY)
          || version != VERSION
          || !cost.equals(scheme.cost)
          || hashBytes != HASH_BYTES
          || Salts.isTooShort(salt);
    }

    @Override
    public String toString() {
      return variety + " with " + cost;
    }
  }
}
