package dev.sluice.django;

import java.util.Optional;

/** One format's way to write and read passwords. Safe for use by many threads. */
interface PasswordScheme {

  /** Encodes a password, in UTF-8, with a new salt; empty for one that the format cannot take. */
  Optional<String> encode(byte[] password);

  /**
   * Reads what {@link PasswordFormat#identify} found to be of this format, without doing its work.
   *
   * @throws RefusedPasswordException if it cannot be read, or asks for too much work
   */
  EncodedPassword read(String encoded);
}
