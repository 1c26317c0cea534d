package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Headers;
import dev.sluice.Middleware;
import dev.sluice.vectors.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OriginValidatorTest {

  static List<Vectors.Case> cases() {
    return Vectors.of("origin");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void letsInWhomChannelsLetsIn(Vectors.Case it) {
    var scope = Scopes.webSocket(Scopes.headers("origin", texts(it.at("origins"))));

    var status = Served.by(validator(it).wrap(Served.OK), scope).status();

    assertThat(status).isEqualTo(it.text("result").equals("allowed") ? 101 : 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::1",
        "http://::1]",
        "http://example.com:abc",
        "http://example.com:99999",
        "http://example.com:-1"
      })
  void refusesWhatItCannotReadWhateverIsAllowed(String origin) {
    var scope = Scopes.webSocket(Headers.of("Origin", origin));
    var validator = new OriginValidator(List.of("*", "example.com", "http://example.com"));

    assertThat(Served.by(validator.wrap(Served.OK), scope).status()).isEqualTo(403);
  }

  @Test
  void letsHttpPass() {
    var scope = Scopes.get(Headers.of("Origin", "http://evil.org"));

    assertThat(Served.by(new OriginValidator(List.of()).wrap(Served.OK), scope).status())
        .isEqualTo(200);
  }

  @Test
  void logsARefusalInOneLineOfLimitedLength() {
    try (var log = new LogLines(OriginValidator.class)) {
      var scope = Scopes.webSocket(Headers.of("Origin", "http://\u00e9vil'" + "x".repeat(5000)));

      Served.by(new OriginValidator(List.of("example.com")).wrap(Served.OK), scope);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("INFO c1 refused: its Origin is 'http://\\u00e9vil\\'xxx")
          .contains("(5012 characters)")
          .hasSizeLessThan(300);
    }
  }

  @Test
  void warnsOfAnEntryThatMatchesNothing() {
    try (var log = new LogLines(OriginValidator.class)) {
      var _ = new OriginValidator(List.of("example.com:8000"));

      assertThat(log.lines()).singleElement().asString().contains("'example.com:8000'");
    }
  }

  private static Middleware validator(Vectors.Case it) {
    var allowed = texts(it.at("allowed"));
    return it.text("validator").equals("OriginValidator")
        ? new OriginValidator(allowed)
        : new AllowedHostsOriginValidator(allowed, it.at("debug").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
