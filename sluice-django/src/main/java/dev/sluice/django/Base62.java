package dev.sluice.django;

import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers in 62 digits, as Django 5.2 writes the time into a signature. */
final class Base62 {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  static String encode(BigInteger number) {
    if (number.signum() == 0) {
      return "0";
    }
    var text = new StringBuilder();
    for (var rest = number.abs(); rest.signum() > 0; rest = rest.divide(BASE)) {
      text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
    }
    return (number.signum() < 0 ? "-" : "") + text.reverse();
  }

  /** Returns the number that a text stands for; empty if it stands for none. */
  static Optional<BigInteger> decode(String text) {
    var digits = text.startsWith("-") ? text.substring(1) : text;
    var number = BigInteger.ZERO;
    for (var i = 0; i < digits.length(); i++) {
      var value = DIGITS.indexOf(digits.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(value));
    }
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(text.startsWith("-") ? number.negate() : number);
  }
}
