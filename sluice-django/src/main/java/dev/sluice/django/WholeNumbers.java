package dev.sluice.django;

import java.math.BigInteger;

/** Whole numbers as values are read: in the smallest of their types that holds them. */
final class WholeNumbers {

  private WholeNumbers() {}

  static Number smallest(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }
}
