package dev.sluice.django;

import java.util.Optional;

/** An encoded password, read. Prints no salt and no hash. */
interface EncodedPassword {

  /**
   * Encodes a password with this one's salt and cost, which gives the same text for the same
   * password; empty for one that the format cannot take. Slow on purpose.
   */
  Optional<String> with(byte[] password);

  /** Whether a new password would get another salt or cost. */
  boolean mustUpdate();

  /** Does the work that {@link #with} did less than for a new password, where that can be told. */
  default void harden(byte[] password) {}
}
