package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class SessionCodecTest {

  static Stream<Case> encode() {
    return cases("encode");
  }

  @ParameterizedTest
  @MethodSource("encode")
  void encodedSessionsAreDjangos(Case it) {
    var codec = codec(it);
    var encoded = codec.encode(parsed(it.text("json")));
    assertThat(encoded.startsWith(".")).isEqualTo(it.at("compressed").asBoolean());
    if (!encoded.startsWith(".")) {
      assertThat(encoded).isEqualTo(it.text("session_data"));
    }
    assertThat(PythonJson.writeCompact(codec.decode(encoded))).isEqualTo(it.text("json"));
  }

  static Stream<Case> decode() {
    return cases("decode");
  }

  @ParameterizedTest
  @MethodSource("decode")
  void decodedSessionsAreDjangos(Case it) {
    // Where the value is no object, Django takes it for a session and fails when it is used.
    var expected = it.text("json").startsWith("{") ? it.text("json") : "{}";
    assertThat(PythonJson.write(codec(it).decode(it.text("session_data")))).isEqualTo(expected);
  }

  private static Map<String, @Nullable Object> parsed(String json) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) java.util.Objects.requireNonNull(PythonJson.parse(json)))
        .forEach((name, value) -> values.put((String) name, value));
    return values;
  }

  private static SessionCodec codec(Case it) {
    var fallbacks = it.at("fallbacks").valueStream().map(JsonNode::asString).toList();
    var now = Instant.ofEpochSecond(it.at("now").asLong());
    return new SessionCodec(
        new SecretKeys(it.text("secret_key"), fallbacks), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Stream<Case> cases(String op) {
    return Vectors.of("sessions").stream()
        .filter(it -> it.text("backend").equals("db") && it.text("op").equals(op));
  }
}
