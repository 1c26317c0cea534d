package dev.sluice.django;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which formats of passwords a site has, and what they cost (Django's {@code PASSWORD_HASHERS} and
 * the attributes of its hashers).
 *
 * @param formats the one for new passwords first, then all others that may be in the table; of any
 *     other format no password is right
 * @param pbkdf2Iterations for new passwords in the PBKDF2 formats
 * @param bcryptRounds the logarithm of bcrypt's rounds for new passwords, 4 to 31
 * @param upgrades whether a login encodes the password anew if its row has another format or cost
 *     than a new one would; that ends the user's other sessions, and beside a Django site with
 *     other settings the two would do so in turns
 */
public record PasswordSettings(
    List<PasswordFormat> formats,
    int pbkdf2Iterations,
    Argon2Cost argon2,
    int bcryptRounds,
    ScryptCost scrypt,
    PasswordLimits limits,
    boolean upgrades) {

  /** What Django 5.2 takes by default; 3.2 takes 260 000. */
  public static final int DJANGO_5_2_ITERATIONS = 1_000_000;

  private static final int DJANGO_BCRYPT_ROUNDS = 12;
  private static final int LEAST_BCRYPT_ROUNDS = 4;

  /** Checks the ranges, and that what is written stays within the limits of what is read. */
  public PasswordSettings {
    formats = List.copyOf(formats);
    if (formats.isEmpty() || formats.stream().distinct().count() < formats.size()) {
      throw new IllegalArgumentException(
          "the password formats are %s (expected: one or more, each once)".formatted(formats));
    }
    require("pbkdf2 iterations", pbkdf2Iterations, 1, limits.iterations());
    require("bcrypt rounds", bcryptRounds, LEAST_BCRYPT_ROUNDS, limits.bcryptRounds());
    require("argon2 KiB", argon2.memory(), 1, limits.memory());
    require("argon2 passes", argon2.time(), 1, limits.passes());
    require("scrypt bytes", scrypt.bytes(), 1, limits.memory() * 1024L);
    require("scrypt parallelism", scrypt.parallelism(), 1, limits.passes());
  }

  /** Returns what a new site of Django 5.2 has, upgrades included. */
  public static PasswordSettings standalone() {
    return new PasswordSettings(
        List.of(
            PasswordFormat.PBKDF2_SHA256,
            PasswordFormat.PBKDF2_SHA1,
            PasswordFormat.ARGON2,
            PasswordFormat.BCRYPT_SHA256,
            PasswordFormat.SCRYPT),
        DJANGO_5_2_ITERATIONS,
        Argon2Cost.django(),
        DJANGO_BCRYPT_ROUNDS,
        ScryptCost.django(),
        PasswordLimits.defaults(),
        true);
  }

  /**
   * Returns what reads the rows of a Django site and leaves them alone. New passwords are as Django
   * 5.2's; give it the site's own preferred format and iterations.
   */
  public static PasswordSettings besideDjango() {
    return standalone().withoutUpgrades();
  }

  /** Returns the same with other formats, the one for new passwords first. */
  public PasswordSettings withFormats(List<PasswordFormat> formats) {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, bcryptRounds, scrypt, limits, upgrades);
  }

  /** Returns the same with one format for new passwords, and those that there were after it. */
  public PasswordSettings withPreferred(PasswordFormat preferred) {
    var others = formats.stream().filter(it -> it != preferred);
    return withFormats(Stream.concat(Stream.of(preferred), others).toList());
  }

  /** Returns the same with another number of iterations for new passwords. */
  public PasswordSettings withPbkdf2Iterations(int iterations) {
    return new PasswordSettings(
        formats, iterations, argon2, bcryptRounds, scrypt, limits, upgrades);
  }

  /** Returns the same with other logarithmic rounds of bcrypt for new passwords. */
  public PasswordSettings withBcryptRounds(int rounds) {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, rounds, scrypt, limits, upgrades);
  }

  /** Returns the same with another cost of Argon2 for new passwords. */
  public PasswordSettings withArgon2(Argon2Cost cost) {
    return new PasswordSettings(
        formats, pbkdf2Iterations, cost, bcryptRounds, scrypt, limits, upgrades);
  }

  /** Returns the same with another cost of scrypt for new passwords. */
  public PasswordSettings withScrypt(ScryptCost cost) {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, bcryptRounds, cost, limits, upgrades);
  }

  /** Returns the same with other limits. */
  public PasswordSettings withLimits(PasswordLimits limits) {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, bcryptRounds, scrypt, limits, upgrades);
  }

  /** Returns the same, encoding old rows anew at login. */
  public PasswordSettings withUpgrades() {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, bcryptRounds, scrypt, limits, true);
  }

  /** Returns the same, leaving old rows alone. */
  public PasswordSettings withoutUpgrades() {
    return new PasswordSettings(
        formats, pbkdf2Iterations, argon2, bcryptRounds, scrypt, limits, false);
  }

  /** The format for new passwords. */
  public PasswordFormat preferred() {
    return formats.getFirst();
  }

  private static void require(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%d %s (expected: %d to %d, or higher limits)".formatted(value, what, least, most));
    }
  }
}
