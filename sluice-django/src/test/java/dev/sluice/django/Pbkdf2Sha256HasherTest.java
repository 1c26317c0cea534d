package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Pbkdf2Sha256HasherTest {

  private final Pbkdf2Sha256Hasher hasher = new Pbkdf2Sha256Hasher(10, new SecureRandom());

  static List<Case> passwords() {
    return Vectors.of("password_hashes");
  }

  /** Other algorithms are in the cases too; what is not ours never matches. */
  @ParameterizedTest
  @MethodSource("passwords")
  void passwordsAreJudgedAsDjangoDoes(Case it) {
    var isOurs = it.at("algorithm").asString("").equals("pbkdf2_sha256");
    assertThat(hasher.verify(it.text("password"), it.at("encoded").asString("")))
        .isEqualTo(isOurs && it.at("ok").asBoolean(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"testing123", "", "пароль 🔑", "a\0b", "$"})
  void whatIsEncodedIsVerified(String password) {
    var encoded = hasher.encode(password);
    assertThat(encoded).matches("pbkdf2_sha256\\$10\\$[a-zA-Z0-9]{22}\\$[A-Za-z0-9+/]{43}=");
    assertThat(hasher.verify(password, encoded)).isTrue();
    assertThat(hasher.verify(password + "x", encoded)).isFalse();
    assertThat(hasher.encode(password)).isNotEqualTo(encoded);
  }

  @Test
  void aPasswordOfFourKilobytesCountsToItsEnd() {
    var password = "0123456789abcdef".repeat(256);
    var encoded = hasher.encode(password);
    assertThat(hasher.verify(password, encoded)).isTrue();
    assertThat(hasher.verify(password.substring(1) + "x", encoded)).isFalse();
    assertThat(hasher.verify(password.substring(0, 4095), encoded)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!0123456789012345678901234567890123456789",
        "",
        "$",
        "pbkdf2_sha256$0$salt$aGFzaA==",
        "pbkdf2_sha256$99999999999$salt$aGFzaA==",
        "pbkdf2_sha256$1$$aGFzaA==",
        "md5$salt$hash"
      })
  void anUnusableOrForeignPasswordMatchesNothing(String encoded) {
    assertThat(hasher.verify("", encoded)).isFalse();
    assertThat(hasher.verify(encoded, encoded)).isFalse();
  }

  @Test
  void halfASurrogatePairIsNoQuestionMark() {
    assertThat(hasher.verify("\ud83d", hasher.encode("?"))).isFalse();
    assertThatThrownBy(() -> hasher.encode("\ud83d")).isInstanceOf(IllegalArgumentException.class);
  }
}
