package dev.sluice.django;

import java.math.BigDecimal;
import java.math.MathContext;

/** A floating-point number as Python's {@code json} writes it: the shortest that reads back. */
final class PythonFloat {

  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int FIRST_LARGE_EXPONENT = 16;

  private PythonFloat() {}

  static String text(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    if (number == 0) {
      return Double.compare(number, 0.0) < 0 ? "-0.0" : "0.0";
    }
    var decimal = shortest(number);
    var exponent = decimal.precision() - decimal.scale() - 1;
    return exponent < LEAST_PLAIN_EXPONENT || exponent >= FIRST_LARGE_EXPONENT
        ? scientific(decimal, exponent)
        : plain(decimal);
  }

  /** Java wants two digits at the least, where one may be enough: 4.9E-324 is Python's 5e-324. */
  private static BigDecimal shortest(double number) {
    var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    var rounded = decimal.round(new MathContext(1));
    return decimal.precision() == 2 && rounded.doubleValue() == number ? rounded : decimal;
  }

  private static String plain(BigDecimal decimal) {
    return decimal.scale() > 0 ? decimal.toPlainString() : decimal.toPlainString() + ".0";
  }

  private static String scientific(BigDecimal decimal, int exponent) {
    var digits = decimal.unscaledValue().abs().toString();
    var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return "%s%s%se%s%02d"
        .formatted(
            decimal.signum() < 0 ? "-" : "",
            digits.charAt(0),
            fraction,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }
}
