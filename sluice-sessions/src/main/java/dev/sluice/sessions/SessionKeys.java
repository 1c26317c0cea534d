package dev.sluice.sessions;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Makes the keys of sessions: 32 characters {@code [a-z0-9]}, as Django 5.2 does. */
record SessionKeys(RandomGenerator random) {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;
  private static final int LEAST_LENGTH = 8;
  private static final int MOST_ATTEMPTS = 10;

  /** Returns whether a client's word can be the key of some session, so that a look is worth it. */
  static boolean mayBeKey(String word) {
    return word.length() >= LEAST_LENGTH && word.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  String next() {
    var key = new StringBuilder(LENGTH);
    for (var i = 0; i < LENGTH; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  /** Returns the first of {@code proposal} and new keys that is free. */
  String take(String proposal, Predicate<String> isFree) {
    var key = proposal;
    for (var i = 0; i < MOST_ATTEMPTS; i++) {
      if (isFree.test(key)) {
        return key;
      }
      key = next();
    }
    throw new IllegalStateException(
        "%d new session keys in a row were taken (expected: none; is the random generator random?)"
            .formatted(MOST_ATTEMPTS));
  }
}
