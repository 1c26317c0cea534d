package dev.sluice.django;

/**
 * The most that a stored password may ask of this server. A row that asks for more is refused: who
 * can write one row must not be able to stop every login.
 *
 * @param iterations of PBKDF2, and rounds of {@code crypt}
 * @param bcryptRounds the logarithm of bcrypt's rounds, 4 to 31
 * @param memory of Argon2 and scrypt, in kibibytes; at most 2 GiB
 * @param passes how often Argon2 and scrypt may go over their memory
 */
public record PasswordLimits(int iterations, int bcryptRounds, int memory, int passes) {

  private static final int MOST_ITERATIONS = 999_999_999;
  private static final int MOST_MEMORY = 1 << 21;
  private static final int LEAST_BCRYPT_ROUNDS = 4;
  private static final int MOST_BCRYPT_ROUNDS = 31;

  /** Checks the ranges. */
  public PasswordLimits {
    require("iterations", iterations, 1, MOST_ITERATIONS);
    require("bcrypt rounds", bcryptRounds, LEAST_BCRYPT_ROUNDS, MOST_BCRYPT_ROUNDS);
    require("KiB of memory", memory, 1, MOST_MEMORY);
    require("passes", passes, 1, MOST_ITERATIONS);
  }

  /** Returns ten million iterations, 16 rounds, 128 MiB, 16 passes: a few seconds of one core. */
  public static PasswordLimits defaults() {
    return new PasswordLimits(10_000_000, 16, 128 * 1024, 16);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "a limit of %d %s (expected: %d to %d)".formatted(value, what, least, most));
    }
  }
}
