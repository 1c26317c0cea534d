package dev.sluice.django;

import dev.sluice.Bytes;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The opcodes of a pickle that stand for one value each (Python 3.14, {@code pickletools}). */
record PickleScalars(PickleSource source) {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,4300}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\u([0-9a-fA-F]{4})|\\\\U([0-9a-fA-F]{8})");

  @Nullable Object value(int opcode) {
    return switch (opcode) {
      case 'N' -> null;
      case 0x88 -> true;
      case 0x89 -> false;
      case 'I' -> numberOrFlag(source.line());
      case 'L' -> whole(source.line().replaceFirst("L$", ""));
      case 'K' -> source.unsigned1();
      case 'M' -> source.unsigned2();
      case 'J' -> source.signed4();
      case 0x8a -> source.whole(source.unsigned1());
      case 0x8b -> source.whole(source.signed4());
      case 'F' -> real(source.line());
      case 'G' -> source.real();
      case 'V' -> unescaped(source.line());
      case 0x8c -> source.text(source.unsigned1());
      case 'X' -> source.text(source.unsigned4());
      case 0x8d -> source.text(source.unsigned8());
      case 'C' -> Bytes.copyOf(source.take(source.unsigned1()));
      case 'B' -> Bytes.copyOf(source.take(source.unsigned4()));
      case 0x8e -> Bytes.copyOf(source.take(source.unsigned8()));
      default ->
          throw source.failure(
              "opcode 0x%02x, which makes another Python object,".formatted(opcode),
              "only dict, list, tuple, str, bytes, int, float, bool and None");
    };
  }

  private Object numberOrFlag(String line) {
    return switch (line) {
      case "00" -> false;
      case "01" -> true;
      default -> whole(line);
    };
  }

  private Number whole(String digits) {
    if (!WHOLE.matcher(digits).matches()) {
      throw source.failure("a number that is none", "at most 4300 digits");
    }
    return WholeNumbers.smallest(new BigInteger(digits));
  }

  private Double real(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case String number when REAL.matcher(number).matches() -> Double.valueOf(number);
      default -> throw source.failure("a number that is none", "such as 1.5e-07");
    };
  }

  /** Latin-1, and what is not Latin-1 or would end the line, escaped. */
  private String unescaped(String line) {
    return ESCAPE.matcher(line).replaceAll(escape -> character(escape.group().substring(2)));
  }

  private String character(String hex) {
    var character = Long.parseLong(hex, 16);
    if (character > Character.MAX_CODE_POINT) {
      throw source.failure("a character that is none", "at most U+10FFFF");
    }
    return java.util.regex.Matcher.quoteReplacement(Character.toString((int) character));
  }
}
