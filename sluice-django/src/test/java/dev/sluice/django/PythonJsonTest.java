package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonJsonTest {

  static List<Case> texts() {
    return Vectors.of("json_text");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textIsReadAndWrittenAsPythonDoes(Case it) {
    if (it.at("error").isMissingNode()) {
      assertThat(PythonJson.write(PythonJson.parse(it.text("text")))).isEqualTo(it.text("out"));
      return;
    }
    assertThatThrownBy(() -> PythonJson.parse(it.text("text")))
        .isInstanceOf(PythonJsonException.class);
  }

  // What Python 3.11 prints for json.dumps(float(TEXT)).
  @ParameterizedTest
  @CsvSource({
    "5e-324, 5e-324",
    "1e-323, 1e-323",
    "1.5e-323, 1.5e-323",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9999999999999998, 9999999999999998.0",
    "1e15, 1000000000000000.0",
    "12345678901234567890, 1.2345678901234567e+19",
    "1e23, 1e+23",
    "9.5e-5, 9.5e-05",
    "0.0001, 0.0001",
    "-0.00012, -0.00012",
    "100, 100.0",
    "4.35, 4.35",
    "2e-3, 0.002"
  })
  void floatsAreWrittenAsPythonDoes(double number, String expected) {
    assertThat(PythonJson.write(number)).isEqualTo(expected);
  }

  @Test
  void wholeNumbersAreReadIntoTheSmallestTypeThatHoldsThem() {
    assertThat(PythonJson.parse("[2147483647, 2147483648, 9223372036854775808, 1.0]"))
        .isEqualTo(
            List.of(Integer.MAX_VALUE, 2147483648L, new BigInteger("9223372036854775808"), 1.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"", "\"\\", "\"\\u12", "\"\\u+123\"", "\"\\x\"", "[", "[1", "{\"a\"", "{\"a\":", "{,}",
        "[,]", "{\"a\" 1}", "-", "1.", ".5", "1e", "-NaN", "nul", "\u00a01", "\u0661"
      })
  void whatPythonRefusesIsRefused(String text) {
    assertThatThrownBy(() -> PythonJson.parse(text)).isInstanceOf(PythonJsonException.class);
  }

  @Test
  void tooDeepOrTooLongIsRefusedAndNotAnError() {
    assertThatThrownBy(() -> PythonJson.parse("[".repeat(100_000)))
        .isInstanceOf(PythonJsonException.class)
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> PythonJson.parse("1".repeat(100_000)))
        .isInstanceOf(PythonJsonException.class)
        .hasMessageContaining("4300 digits");
    assertThatThrownBy(() -> PythonJson.write(deep(2000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PythonJson.write(deep(900))).hasSize(1800);
    assertThatThrownBy(() -> PythonJson.write(BigInteger.TEN.pow(4300)))
        .isInstanceOf(IllegalArgumentException.class);
    var longest = "-" + "9".repeat(4300);
    assertThat(PythonJson.write(PythonJson.parse(longest))).isEqualTo(longest);
  }

  @Test
  void whatJsonCannotHoldIsRefused() {
    assertThatThrownBy(() -> PythonJson.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PythonJson.write(Map.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsLeftOut() {
    assertThat(PythonJson.writeCompact(Arrays.asList(null, true, 1L, Map.of("a", "\u007f\0"))))
        .isEqualTo("[null,true,1,{\"a\":\"\\u007f\\u0000\"}]");
  }

  private static Object deep(int depth) {
    List<Object> value = new ArrayList<>();
    for (var i = 1; i < depth; i++) {
      value = new ArrayList<>(List.of(value));
    }
    return value;
  }
}
