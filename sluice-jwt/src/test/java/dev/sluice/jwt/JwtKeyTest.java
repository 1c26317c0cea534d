package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtKeyTest {

  @ParameterizedTest
  @EnumSource(JwtAlgorithm.class)
  void everyAlgorithmSignsWhatItChecks(JwtAlgorithm algorithm) {
    var config = JwtConfig.of(keyFor(algorithm));
    var user = new Holders().findById("1").orElseThrow().user();
    var token = new JwtIssuer(config, Tokens.now(), new Random(1)).tokenOf(user);

    assertThat(Tokens.check(config, token)).isInstanceOf(JwtOutcome.Valid.class);
  }

  @Test
  void aKeyIsForItsAlgorithmOnly() {
    var rsa = Keys.rsa(2048);
    var small = Keys.rsa(1024);
    var curve = Keys.ec("secp384r1");

    refuses(() -> rsa.toCheck(JwtAlgorithm.ES256), "ES256", "EC");
    refuses(() -> small.toCheck(JwtAlgorithm.RS256), "RS256", "2048");
    refuses(() -> curve.toCheck(JwtAlgorithm.ES256), "ES256", "P-256");
    refuses(() -> curve.toSign(JwtAlgorithm.ES512), "ES512", "P-521");
    refuses(() -> curve.toCheck(JwtAlgorithm.PS256), "RSA");
    refuses(() -> rsa.toCheck(JwtAlgorithm.HS256), "HS256", "JwtKey.secret");
    refuses(() -> JwtKey.secret(JwtAlgorithm.RS256, Tokens.SECRET), "RS256", "HS256");
  }

  @Test
  void aPublicKeyIsNeverTakenForASecret() {
    refuses(
        () -> JwtKey.secret(JwtAlgorithm.HS256, Keys.rsa(2048).publicPem()), "JwtKey.publicKey");
  }

  @Test
  void aSecretThatCanBeGuessedIsRefused() {
    refuses(() -> JwtKey.secret(JwtAlgorithm.HS512, "x".repeat(31)), "31 bytes", "at least 32");
  }

  @Test
  void halvesOfTwoPairsAreRefused() {
    var one = Keys.ec("secp256r1");
    var other = Keys.ec("secp256r1");

    refuses(
        () -> JwtKey.keyPair(JwtAlgorithm.ES256, one.privatePem(), other.publicPem()),
        "does not belong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secretish",
        "-----BEGIN PUBLIC KEY-----\nc2VjcmV0aXNo\n-----END PUBLIC KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0aXNo\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nc2VjcmV0aXNo\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nc2Vj!\n-----END PUBLIC KEY-----",
      })
  void whatIsNoKeyIsExplainedAndNotRepeated(String pem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtKey.publicKey(JwtAlgorithm.RS256, pem))
        .withMessageContaining("expected")
        .matches(it -> !it.toString().contains("c2Vj") && !it.toString().contains("secretish"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtKey.keyPair(JwtAlgorithm.RS256, pem, Keys.rsa(2048).publicPem()))
        .withMessageContaining("expected");
  }

  @Test
  void keysDoNotPrint() {
    var config = JwtConfig.djangoDefaults(Tokens.SECRET);

    assertThat(config.toString()).contains("JwtKey[HS256]").doesNotContain(Tokens.SECRET);
    assertThat(new JwtPair("abc", "def").toString()).doesNotContain("abc").doesNotContain("def");
  }

  @Test
  void onlyOneKeyThatCanSignSigns() {
    var keys = Keys.ec("secp256r1");
    var check = JwtConfig.of(keys.toCheck(JwtAlgorithm.ES256));
    var several = JwtConfig.of(Map.of("a", keys.toSign(JwtAlgorithm.ES256)));
    var untyped = Tokens.config().withNames(JwtNames.registered());

    refuses(() -> new JwtIssuer(check, Tokens.now(), new Random(1)), "a public key");
    refuses(() -> new JwtIssuer(several, Tokens.now(), new Random(1)), "1 keys by their ids");
    refuses(() -> new JwtIssuer(untyped, Tokens.now(), new Random(1)), "token_type");
  }

  private static JwtKey keyFor(JwtAlgorithm algorithm) {
    return switch (algorithm) {
      case HS256, HS384, HS512 -> JwtKey.secret(algorithm, Tokens.SECRET);
      default -> Keys.of(algorithm).toSign(algorithm);
    };
  }

  private static void refuses(Runnable action, String... words) {
    assertThatIllegalArgumentException().isThrownBy(action::run).withMessageContainingAll(words);
  }
}
