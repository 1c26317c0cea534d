package dev.sluice.django;

import java.util.List;
import java.util.stream.Stream;

/**
 * A site's {@code SECRET_KEY} and {@code SECRET_KEY_FALLBACKS}.
 *
 * @param current what new things are signed with; a secret, not empty
 * @param fallbacks what older things may have been signed with; secrets, none of them empty
 */
public record SecretKeys(String current, List<String> fallbacks) {

  /** Copies the fallbacks. */
  public SecretKeys {
    if (current.isEmpty()) {
      throw new IllegalArgumentException(
          "the secret key is empty (expected: 50 random characters, kept secret; beside a Django"
              + " site its SECRET_KEY)");
    }
    fallbacks = List.copyOf(fallbacks);
    if (fallbacks.contains("")) {
      throw new IllegalArgumentException(
          "a fallback of the secret key is empty (expected: a former key; an empty one is known to"
              + " everybody, who could then sign for any user)");
    }
  }

  /** Returns a key without fallbacks. */
  public static SecretKeys of(String current) {
    return new SecretKeys(current, List.of());
  }

  Stream<String> all() {
    return Stream.concat(Stream.of(current), fallbacks.stream());
  }

  /** Leaves out the keys. */
  @Override
  public String toString() {
    return "SecretKeys[current, " + fallbacks.size() + " fallbacks]";
  }
}
