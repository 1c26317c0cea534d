package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is passed on as it is. */
final class JsonTextTest {

  record Envelope(String name, JsonText content) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "1",
        "0.1000000000000000055511151231257827021181583404541015625",
        "1E+400",
        "\"\\u0000\\n\\\"é\"",
        "[1,[],{}]",
        "{\"a\":{\"b\":[null]},\"c\":12345678901234567890}"
      })
  void everyValueComesThroughToTheLastDigit(String value) {
    var json = "{\"name\":\"a\",\"content\":" + value + "}";

    var envelope = Json.standard().decode(json, Envelope.class);

    assertThat(envelope.content().json()).isEqualTo(value);
    assertThat(Json.standard().encode(envelope)).isEqualTo(json);
  }

  @Test
  void itMustBeThere() {
    assertThatThrownBy(() -> Json.standard().decode("{\"name\":\"a\"}", Envelope.class))
        .isInstanceOf(BadMessageException.class)
        .extracting("path")
        .isEqualTo("content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "1,2", "{}}", "{\"a\":1", "\"", "NaN"})
  void whatIsNotOneValueIsRefused(String text) {
    assertThatThrownBy(() -> new JsonText(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a text is not JSON (expected: one JSON value)");
  }

  @Test
  void itIsReadLater() {
    assertThat(new JsonText("1e400").as(BigDecimal.class)).isEqualTo(new BigDecimal("1e400"));
    assertThatThrownBy(() -> new JsonText("1e400").as(double.class))
        .isInstanceOf(BadMessageException.class);
    assertThat(new JsonText("\"secret\"")).hasToString("JsonText[8]");
  }
}
