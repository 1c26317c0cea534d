package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class SigningTest {

  static Stream<Case> hmac() {
    return cases("hmac");
  }

  @ParameterizedTest
  @MethodSource("hmac")
  void saltedHmacsAreDjangos(Case it) {
    var algorithm = HashAlgorithm.valueOf(it.text("algorithm").toUpperCase(java.util.Locale.ROOT));
    var hmac = SaltedHmac.of(it.text("key_salt"), it.text("value"), it.text("secret"), algorithm);
    assertThat(HexFormat.of().formatHex(hmac)).isEqualTo(it.text("hex"));
  }

  static Stream<Case> b62() {
    return cases("b62");
  }

  @ParameterizedTest
  @MethodSource("b62")
  void numbersInBase62AreDjangos(Case it) {
    var number = new BigInteger(it.text("number"));
    assertThat(Base62.encode(number)).isEqualTo(it.text("text"));
    assertThat(Base62.decode(it.text("text"))).contains(number);
    assertThat(Base62.decode(Base62.encode(number.negate()))).contains(number.negate());
  }

  static Stream<Case> sign() {
    return cases("sign");
  }

  @ParameterizedTest
  @MethodSource("sign")
  void signedTextsAreDjangos(Case it) {
    if (it.at("error").isMissingNode()) {
      assertThat(signed(it)).isEqualTo(it.text("signed"));
      return;
    }
    assertThatThrownBy(() -> signed(it)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String signed(Case it) {
    assertThat(it.at("algorithm").isNull()).isTrue();
    var salt = it.at("salt").isNull() ? it.text("default_salt") : it.text("salt");
    var signer = new Signer(keys(it), salt, it.text("sep"), HashAlgorithm.SHA256);
    return it.at("timestamp").asBoolean()
        ? new TimestampSigner(signer, clock(it)).sign(it.text("value"))
        : signer.sign(it.text("value"));
  }

  /** Django takes one, and whatever anybody signs with nothing. */
  @Test
  void anEmptyKeyIsRefusedAmongTheFallbacksToo() {
    var fallbacks = List.of("a-previous-one", "");
    assertThatThrownBy(() -> new SecretKeys("present", fallbacks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a fallback of the secret key is empty (expected:")
        .hasMessageNotContaining("a-previous-one");
  }

  @Test
  void theDefaultSaltsAreDjangos() {
    assertThat(cases("sign").map(it -> it.at("default_salt")).filter(salt -> !salt.isNull()))
        .extracting(JsonNode::asString)
        .contains(Signer.DEFAULT_SALT, TimestampSigner.DEFAULT_SALT);
  }

  static Stream<Case> unsign() {
    return cases("unsign");
  }

  @ParameterizedTest
  @MethodSource("unsign")
  void signaturesAreJudgedAsDjangoDoes(Case it) {
    var signer = new Signer(keys(it), it.text("salt"));
    var timed = new TimestampSigner(signer, clock(it));
    var unsigned =
        !it.at("timestamp").asBoolean()
            ? signer.unsign(it.text("signed"))
            : it.at("max_age").isNull()
                ? timed.unsign(it.text("signed"))
                : timed.unsign(it.text("signed"), Duration.ofSeconds(it.at("max_age").asLong()));
    if (it.at("error").isMissingNode()) {
      assertThat(unsigned).isEqualTo(new Unsigned.Valid<>(it.text("value")));
      return;
    }
    assertThat(unsigned).isInstanceOf(expected(it.text("error")));
  }

  static Stream<Case> dumps() {
    return cases("dumps");
  }

  @ParameterizedTest
  @MethodSource("dumps")
  void dumpedValuesAreDjangos(Case it) {
    var signer = new TimestampSigner(keys(it), it.text("salt"), clock(it));
    var value = PythonJson.parse(it.text("json"));
    var compress = it.at("compress").asBoolean();
    var dumped = compress ? signer.dumpsCompressed(value) : signer.dumps(value);
    assertThat(dumped.startsWith(".")).isEqualTo(it.at("compressed").asBoolean());
    if (!dumped.startsWith(".")) {
      assertThat(dumped).isEqualTo(it.text("signed"));
    }
    assertThat(text(signer.loads(dumped))).isEqualTo(it.text("json"));
    assertThat(text(signer.loads(it.text("signed")))).isEqualTo(it.text("json"));
  }

  static Stream<Case> loads() {
    return cases("loads");
  }

  @ParameterizedTest
  @MethodSource("loads")
  void loadedValuesAreDjangos(Case it) {
    var signer = new TimestampSigner(keys(it), it.text("salt"), clock(it));
    var loaded = signer.loads(it.text("signed"));
    if (it.at("error").isMissingNode()) {
      assertThat(((Unsigned.Valid<?>) loaded).value())
          .extracting(PythonJson::write)
          .isEqualTo(it.text("json"));
      return;
    }
    assertThat(loaded).isInstanceOf(Unsigned.Malformed.class);
  }

  @Test
  void aValueOfAnotherAgeIsExpired() {
    var then = clock(Instant.ofEpochSecond(1_700_000_000));
    var later = clock(Instant.ofEpochSecond(1_700_000_061));
    var keys = SecretKeys.of("key");
    var dumped = new TimestampSigner(keys, "salt", then).dumps(null);
    var signer = new TimestampSigner(keys, "salt", later);
    assertThat(signer.loads(dumped, Duration.ofSeconds(60)))
        .isEqualTo(new Unsigned.Expired<Object>());
    assertThat(signer.loads(dumped, Duration.ofSeconds(61)))
        .isInstanceOf(Unsigned.Valid.class)
        .hasToString("Valid");
  }

  @Test
  void anEmptySecretKeyIsRefused() {
    assertThatThrownBy(() -> SecretKeys.of("")).hasMessageContaining("secret key is empty");
    assertThat(new SecretKeys("hush", List.of("psst")).toString()).doesNotContain("hush", "psst");
  }

  private static String text(Unsigned<?> unsigned) {
    return PythonJson.writeCompact(((Unsigned.Valid<?>) unsigned).value());
  }

  private static Class<?> expected(String error) {
    return switch (error) {
      case "BadSignature" -> Unsigned.BadSignature.class;
      case "SignatureExpired" -> Unsigned.Expired.class;
      default -> Unsigned.Malformed.class;
    };
  }

  private static Stream<Case> cases(String op) {
    return Vectors.of("signing").stream().filter(it -> it.text("op").equals(op));
  }

  private static SecretKeys keys(Case it) {
    var fallbacks = it.at("fallbacks").valueStream().map(JsonNode::asString).toList();
    return new SecretKeys(it.text("secret_key"), fallbacks);
  }

  private static Clock clock(Case it) {
    return clock(Instant.ofEpochSecond(it.at("now").asLong()));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
