package dev.sluice.django;

import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json} module writes and reads it (3.11), to the character: ASCII only,
 * numbers as Python prints them, {@code NaN} and {@code Infinity}, whole numbers of any size, and
 * halves of surrogate pairs left as they are.
 *
 * <p>A value is null, Boolean, Integer, Long, BigInteger, Double, String, List or Map with String
 * keys. What is read is a whole number in the smallest of its types that holds it; lists and maps
 * that are read can be changed, and keep their order.
 */
public final class PythonJson {

  static final int DEEPEST = 1000;
  static final int MOST_DIGITS = 4300;

  private PythonJson() {}

  /**
   * Returns what {@code json.dumps(value)} would.
   *
   * @throws IllegalArgumentException for a value of another type, one nested more than 1000 deep,
   *     or a whole number of more than 4300 digits
   */
  public static String write(@Nullable Object value) {
    return new PythonJsonWriter(", ", ": ").write(value);
  }

  /**
   * Returns what {@code json.dumps(value, separators=(",", ":"))} would.
   *
   * @throws IllegalArgumentException for a value of another type, one nested more than 1000 deep,
   *     or a whole number of more than 4300 digits
   */
  public static String writeCompact(@Nullable Object value) {
    return new PythonJsonWriter(",", ":").write(value);
  }

  /**
   * Returns what {@code json.loads(text)} would; of equal keys the last one wins.
   *
   * @throws PythonJsonException if the text is not JSON, is nested more than 1000 deep, or has a
   *     whole number of more than 4300 digits
   */
  public static @Nullable Object parse(String text) {
    return new PythonJsonParser(text).parse();
  }
}
