package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.vectors.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  /** Python takes these, but they are not JSON, or not a number that JSON can hold. */
  private static final Set<String> PYTHONS_OWN = Set.of("nan", "infinity", "overflow");

  private final Json json = Json.standard();

  static List<Vectors.Case> cases() {
    return Vectors.of("json_text");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAndWritesWhatPythonDoes(Vectors.Case it) {
    var text = "[" + it.text("text") + "\n]";
    if (it.at("out").isMissingNode() || PYTHONS_OWN.contains(it.text("id"))) {
      assertBad(it, text);
      return;
    }
    var read = json.decode(text, Object.class);

    assertThat(read).isEqualTo(json.decode("[" + it.text("out") + "]", Object.class));
    assertThat(json.decode(json.encode(read), Object.class)).isEqualTo(read);
  }

  private void assertBad(Vectors.Case it, String text) {
    if (!List.of("empty", "comment").contains(it.text("id"))) {
      assertThatThrownBy(() -> json.decode(text, Object.class))
          .isInstanceOf(BadMessageException.class);
    }
    assertThatThrownBy(() -> json.decode(it.text("text"), Object.class))
        .isInstanceOf(BadMessageException.class);
  }

  @Test
  void anythingBecomesPlainJavaValues() {
    var read =
        json.decode("{\"a\":[1,2147483648,9223372036854775808,1.5,true,null,\"x\"]}", Object.class);

    assertThat(read)
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(
                    1, 2147483648L, new BigInteger("9223372036854775808"), 1.5, true, null, "x")));
  }

  record Line(String text, int number) {}

  record Letter(Optional<String> subject, List<Line> lines) {}

  @Test
  void recordsGoBothWaysInTheOrderOfTheirComponents() {
    var letter = new Letter(Optional.of("s"), List.of(new Line("t", 1)));
    var text = "{\"subject\":\"s\",\"lines\":[{\"text\":\"t\",\"number\":1}]}";

    assertThat(json.encode(letter)).isEqualTo(text);
    assertThat(json.decode(text, Letter.class)).isEqualTo(letter);
    assertThat(json.decode("{\"lines\":[],\"more\":{\"x\":[1]}}", Letter.class))
        .isEqualTo(new Letter(Optional.empty(), List.of()));
  }

  @Test
  void ofEqualNamesTheLastWins() {
    assertThat(json.decode("{\"text\":\"a\",\"number\":1,\"text\":\"b\"}", Line.class))
        .isEqualTo(new Line("b", 1));
    assertThat(json.decode("{\"text\":\"a\",\"text\":\"b\",\"number\":1,\"number\":2}", Line.class))
        .isEqualTo(new Line("b", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lines\":[{\"text\":\"t\",\"number\":1},{\"text\":7,\"number\":1}]}|lines[1].text|expected text",
        "{\"lines\":[{\"text\":true,\"number\":1}]}|lines[0].text|expected text",
        "{\"lines\":[{\"text\":{\"secret\":1},\"number\":1}]}|lines[0].text|expected text",
        "{\"lines\":[{\"number\":1}]}|lines[0].text|expected text",
        "{\"lines\":[{\"text\":null,\"number\":1}]}|lines[0].text|expected text",
        "{\"lines\":[{\"text\":\"t\"}]}|lines[0].number|expected a whole number that is not too large",
        "{\"lines\":[{\"text\":\"t\",\"number\":\"1\"}]}|lines[0].number|expected a whole number that is not too large",
        "{\"lines\":[{\"text\":\"t\",\"number\":1.5}]}|lines[0].number|expected a whole number that is not too large",
        "{\"lines\":[{\"text\":\"t\",\"number\":99999999999}]}|lines[0].number|expected a whole number that is not too large",
        "{\"lines\":{}}|lines|expected a list",
        "{\"lines\":[7]}|lines[0]|expected an object",
        "{}|lines|expected a list",
        "[]|''|expected an object",
        "7|''|expected an object",
        "null|''|expected an object",
        "\"secret\"|''|expected an object",
      })
  void aWrongShapeIsToldWithItsPlaceAndNothingElse(String text, String path, String expected) {
    var problem =
        catchThrowableOfType(BadMessageException.class, () -> json.decode(text, Letter.class));

    assertThat(problem.code()).isEqualTo(BadMessageException.Code.INVALID_MESSAGE);
    assertThat(problem.path()).isEqualTo(path);
    assertThat(problem.problem()).isEqualTo(expected);
    assertThat(problem).hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "secret", "{\"a\":1}x", "{\"a\":1} {}", "\"\u0001\""})
  void whatIsNotJsonIsToldWithoutQuotingIt(String text) {
    var problem =
        catchThrowableOfType(BadMessageException.class, () -> json.decode(text, Object.class));

    assertThat(problem.code()).isEqualTo(BadMessageException.Code.INVALID_JSON);
    assertThat(problem.problem()).matches("not JSON \\(line 1, column \\d+\\)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999"})
  void numbersBeyondADoubleAreRefused(String number) {
    for (var type : List.of(Object.class, double.class, Double.class, float.class)) {
      assertThatThrownBy(() -> json.decode(number, type)).isInstanceOf(BadMessageException.class);
    }
    assertThat(json.decode(number, BigDecimal.class)).isEqualTo(new BigDecimal(number));
  }

  @Test
  void depthAndNumbersAreLimited() {
    assertThatThrownBy(() -> json.decode("[".repeat(100_000), Object.class))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining("too deeply");
    assertThatThrownBy(() -> json.decode("1".repeat(100_000), Object.class))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining("too long");
  }

  enum Colour {
    RED,
    GREEN
  }

  record Picky(int number) {
    Picky {
      if (number < 0) {
        throw new IllegalArgumentException("secret");
      }
    }
  }

  @Test
  void aChoiceIsListedAndARecordsOwnRefusalIsNot() {
    assertThatThrownBy(() -> json.decode("\"BLUE\"", Colour.class))
        .hasMessage("expected one of RED, GREEN");
    assertThatThrownBy(() -> json.decode("{\"number\":-1}", Picky.class))
        .isInstanceOf(BadMessageException.class)
        .hasMessage("not acceptable");
  }

  @Test
  void aLoneSurrogateIsWrittenSoThatUtf8CanHoldIt() {
    assertThat(json.encode(List.of("\ud83d", "é\ud83d\udd11")))
        .isEqualTo(
            "[\"\\ud83d\",\"\\u00e9\\ud83d\\udd11\"]"
                .replace("\\ud83d\",", "\\uD83D\",")
                .replace("\\u00e9\\ud83d\\udd11", "\\u00E9\\uD83D\\uDD11"));
    assertThat(json.encode(List.of("é\ud83d\udd11"))).isEqualTo("[\"é\ud83d\udd11\"]");
  }

  @Test
  void whatHasNoWordInJsonIsNotWritten() {
    var infinite = new LinkedHashMap<String, Object>();
    infinite.put("a", Double.POSITIVE_INFINITY);
    for (var value :
        List.of(
            Double.NaN,
            Float.NaN,
            new double[] {Double.NaN},
            new float[] {Float.NaN},
            infinite,
            new Object())) {
      assertThatThrownBy(() -> json.encode(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
