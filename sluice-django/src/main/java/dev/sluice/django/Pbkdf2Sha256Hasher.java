package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.auth.PasswordHasher;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Django's default hasher, {@code pbkdf2_sha256$iterations$salt$hash}. Verifies whatever the number
 * of iterations; takes a quarter of a second and more for a million of them, so put a {@link
 * PooledPasswordHasher} before it. Safe for use by many threads.
 */
public final class Pbkdf2Sha256Hasher implements PasswordHasher {

  /** What Django 5.2 takes by default; 3.2 takes 260 000. */
  public static final int DJANGO_5_2_ITERATIONS = 1_000_000;

  private static final int SALT_CHARACTERS = 22;
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final Pattern ENCODED =
      Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,8})\\$([^$]+)\\$[A-Za-z0-9+/]+=*");

  private final int iterations;
  private final SecureRandom random;

  /**
   * Makes salts from a random source.
   *
   * @param iterations for new passwords; beside a Django site its own number, since Django rewrites
   *     the row of any other at the next login, which ends the sessions of that user
   */
  public Pbkdf2Sha256Hasher(int iterations, SecureRandom random) {
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "%d iterations (expected: 1 or more, Django 5.2 has %d)"
              .formatted(iterations, DJANGO_5_2_ITERATIONS));
    }
    this.iterations = iterations;
    this.random = random;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the password has half a surrogate pair
   */
  @Override
  public String encode(String password) {
    return bytes(password)
        .map(bytes -> encoded(bytes, newSalt(), iterations))
        .orElseThrow(
            () -> new IllegalArgumentException("the password is not text (expected: Unicode)"));
  }

  @Override
  public boolean verify(String password, String encoded) {
    var parts = ENCODED.matcher(encoded);
    var bytes = bytes(password);
    if (!parts.matches() || bytes.isEmpty()) {
      return false;
    }
    var expected = encoded(bytes.get(), parts.group(2), Integer.parseInt(parts.group(1)));
    return MessageDigest.isEqual(expected.getBytes(UTF_8), encoded.getBytes(UTF_8));
  }

  private String newSalt() {
    var salt = new StringBuilder(SALT_CHARACTERS);
    for (var i = 0; i < SALT_CHARACTERS; i++) {
      salt.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return salt.toString();
  }

  private static String encoded(byte[] password, String salt, int iterations) {
    var hash = Pbkdf2.derive(password, salt.getBytes(UTF_8), iterations);
    return "pbkdf2_sha256$%d$%s$%s"
        .formatted(iterations, salt, Base64.getEncoder().encodeToString(hash));
  }

  private static Optional<byte[]> bytes(String password) {
    try {
      var buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(password));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
