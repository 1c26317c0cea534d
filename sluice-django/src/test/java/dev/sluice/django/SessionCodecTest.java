package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

  static Stream<Case> decodeAsDjango32() {
    // Django 3.2 knows no fallback keys and fails where 5.2 finds nothing.
    return of(Vectors.ofDjango32("sessions"), "decode")
        .filter(it -> it.at("error").isMissingNode() && it.at("fallbacks").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("decodeAsDjango32")
  void olderSessionsAreReadWhereThatIsAllowed(Case it) {
    var expected = it.text("json").startsWith("{") ? it.text("json") : "{}";
    var codec = new SessionCodec(keys(it), clock(it), LegacyHashing.READ);
    assertThat(PythonJson.write(codec.decode(it.text("session_data")))).isEqualTo(expected);
  }

  @Test
  void aPickledSessionIsNoneAndTheLogTellsOnce() {
    var codec = new SessionCodec(SecretKeys.of("key"), Clock.systemUTC(), LegacyHashing.READ);
    var pickle = Base64.getUrlEncoder().withoutPadding().encodeToString(PICKLE);
    var signer =
        new TimestampSigner(
            SecretKeys.of("key"), "django.contrib.sessions.SessionStore", Clock.systemUTC());
    try (var log = Log.of(SignedSessions.class)) {
      assertThat(codec.decode(signer.sign(pickle))).isEmpty();
      assertThat(codec.decode(signer.sign(pickle))).isEmpty();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("pickled by Python (expected: JSON)", "SESSION_SERIALIZER", "log in again");
    }
  }

  /** {@code pickle.dumps({"a": 1}, 4)}. */
  private static final byte[] PICKLE =
      HexFormat.of().parseHex("80049507000000000000007d948c0161944b01732e");

  static Map<String, @Nullable Object> parsed(String json) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) java.util.Objects.requireNonNull(PythonJson.parse(json)))
        .forEach((name, value) -> values.put((String) name, value));
    return values;
  }

  private static SessionCodec codec(Case it) {
    return new SessionCodec(keys(it), clock(it));
  }

  static SecretKeys keys(Case it) {
    var fallbacks = it.at("fallbacks").valueStream().map(JsonNode::asString).toList();
    return new SecretKeys(it.text("secret_key"), fallbacks);
  }

  static Clock clock(Case it) {
    return Clock.fixed(Instant.ofEpochSecond(it.at("now").asLong()), ZoneOffset.UTC);
  }

  private static Stream<Case> cases(String op) {
    return of(Vectors.of("sessions"), op);
  }

  private static Stream<Case> of(List<Case> cases, String op) {
    return cases.stream().filter(it -> it.text("backend").equals("db") && it.text("op").equals(op));
  }
}
