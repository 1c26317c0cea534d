package dev.sluice.django;

/**
 * What an Argon2 hash costs (RFC 9106, section 3.1).
 *
 * @param time how often the memory is gone over
 * @param memory in kibibytes, 8 for each lane or more; each password that is checked takes as much
 *     of the heap
 * @param parallelism how many lanes; they run one after the other here
 */
public record Argon2Cost(int time, int memory, int parallelism) {

  static final int LEAST_MEMORY_OF_A_LANE = 8;

  /** Checks the ranges. */
  public Argon2Cost {
    if (time < 1 || parallelism < 1 || memory / LEAST_MEMORY_OF_A_LANE < parallelism) {
      throw new IllegalArgumentException(
          "Argon2 with time %d, %d KiB, parallelism %d (expected: 1 or more, 8 KiB or more for each lane, 1 or more)"
              .formatted(time, memory, parallelism));
    }
  }

  /** Returns what Django takes, from 3.2 to 5.2: 2, 100 MiB, 8. */
  public static Argon2Cost django() {
    return new Argon2Cost(2, 102_400, 8);
  }
}
