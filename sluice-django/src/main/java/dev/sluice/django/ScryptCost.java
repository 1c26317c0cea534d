package dev.sluice.django;

/**
 * What an scrypt hash costs (RFC 7914, section 2). Takes 128 × work factor × block size bytes of
 * the heap for each password that is checked.
 *
 * @param workFactor a power of two, 2 or more
 * @param blockSize 1 or more
 * @param parallelism 1 or more; the parts run one after the other here
 */
public record ScryptCost(int workFactor, int blockSize, int parallelism) {

  private static final int WORK_FACTORS_OF_THE_SMALLEST_BLOCK = 1 << 16;

  /** Checks the ranges. */
  public ScryptCost {
    if (!isPossible(workFactor, blockSize) || parallelism < 1) {
      throw new IllegalArgumentException(
          "scrypt with work factor %d, block size %d, parallelism %d (expected: a power of two, 1 or more, 1 or more)"
              .formatted(workFactor, blockSize, parallelism));
    }
  }

  /** Returns what Django 5.2 takes: 16 384, 8, 5. */
  public static ScryptCost django() {
    return new ScryptCost(1 << 14, 8, 5);
  }

  long bytes() {
    return 128L * blockSize * ((long) workFactor + parallelism);
  }

  private static boolean isPossible(int workFactor, int blockSize) {
    return workFactor > 1
        && Integer.bitCount(workFactor) == 1
        && blockSize >= 1
        && (blockSize > 1 || workFactor < WORK_FACTORS_OF_THE_SMALLEST_BLOCK);
  }
}
