package dev.sluice.django;

/** A slow function of a password and a salt. */
@FunctionalInterface
interface KeyDerivation {

  /** Computes it; the cost is the function's own measure. */
  byte[] derive(byte[] password, byte[] salt, int cost);
}
