package dev.sluice.redis;

import dev.sluice.layers.MessageFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The keys under which messages are unreadable in Redis: the first encrypts, and all decrypt, so
 * that keys can be changed one process after the other. Without keys it does nothing. Safe for use
 * by many threads.
 */
final class Encryption {

  private final List<Fernet> keys;
  private final RandomGenerator random;

  Encryption(List<String> keys, RandomGenerator random) {
    this.keys = keys.stream().map(Fernet::of).toList();
    this.random = random;
  }

  byte[] encrypt(byte[] message, Instant now) {
    if (keys.isEmpty()) {
      return message;
    }
    var iv = new byte[Fernet.IV];
    random.nextBytes(iv);
    return keys.getFirst().encrypt(message, now, iv);
  }

  /**
   * Returns the message, whatever its age.
   *
   * @throws MessageFormatException if none of the keys fits
   */
  byte[] decrypt(byte[] message) {
    return decrypt(message, key -> key.decrypt(message));
  }

  /**
   * Returns the message.
   *
   * @throws MessageFormatException if none of the keys fits, or it is older than that
   */
  byte[] decrypt(byte[] message, Instant now, Duration oldest) {
    return decrypt(message, key -> key.decrypt(message, now, oldest));
  }

  private byte[] decrypt(byte[] message, Function<Fernet, Optional<byte[]>> with) {
    if (keys.isEmpty()) {
      return message;
    }
    return keys.stream()
        .map(with)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new MessageFormatException(
                    "",
                    "it cannot be decrypted (expected: one that is new, and encrypted with one of the layer's %d keys)"
                        .formatted(keys.size())));
  }
}
