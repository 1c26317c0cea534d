package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadersTest {

  @Test
  void findsAFieldWhateverItsCaseAndKeepsTheOrder() {
    var headers = Headers.of("Cookie", "a=1").with("Host", "here").with("COOKIE", "b=2");

    assertThat(headers.all("cookie")).containsExactly("a=1", "b=2");
    assertThat(headers.first("HOST")).contains("here");
    assertThat(headers.first("origin")).isEmpty();
    assertThat(headers.without("cookie").fields()).hasSize(1);
    assertThat(headers.withAll(Headers.of("X", "1")).fields()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b=c", "a\nb", "a\u0000", "\u007f"})
  void noValueCanBeginAnotherLine(String value) {
    assertThatThrownBy(() -> Headers.of("X-Name", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "é"})
  void aNameIsAToken(String name) {
    assertThatThrownBy(() -> Headers.of(name, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("\r", "\n");
  }

  @Test
  void printsNoValues() {
    assertThat(Headers.of("Authorization", "Token secret")).hasToString("[Authorization]");
    assertThat(Headers.of("Cookie", "secret").fields().toString()).doesNotContain("secret");
  }
}
