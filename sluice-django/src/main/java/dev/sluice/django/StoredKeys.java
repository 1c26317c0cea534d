package dev.sluice.django;

/**
 * The keys under which stores look: letters and digits, so that a key is never a path or another
 * engine's key.
 */
final class StoredKeys {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 40;

  private StoredKeys() {}

  static boolean isKey(String word) {
    return word.length() >= SHORTEST
        && word.length() <= LONGEST
        && word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  static void require(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException(
          "a session key has %d characters or others than a-z and 0-9 (expected: %d to %d such)"
              .formatted(key.length(), SHORTEST, LONGEST));
    }
  }
}
