package dev.sluice.jwt;

import static dev.sluice.jwt.Tokens.GOOD;
import static dev.sluice.jwt.Tokens.HS256;
import static dev.sluice.jwt.Tokens.SECRET;
import static dev.sluice.jwt.Tokens.check;
import static dev.sluice.jwt.Tokens.hmac;
import static dev.sluice.jwt.Tokens.invalid;
import static dev.sluice.jwt.Tokens.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody made without the key. */
final class JwtAttacksTest {

  private static final String TOKEN = Tokens.of(GOOD);

  @Test
  void theTokenThatIsAttackedIsGood() {
    assertThat(check(TOKEN)).isInstanceOf(JwtOutcome.Valid.class);
  }

  @Test
  void aPublicKeyIsNoSecret() {
    var keys = Keys.rsa(2048);
    var config = JwtConfig.of(keys.toCheck(JwtAlgorithm.RS256));
    var forged = hmac("HmacSHA256", keys.publicPem(), HS256, GOOD);
    var named = hmac("HmacSHA256", keys.publicPem(), "{\"alg\":\"RS256\"}", GOOD);

    assertThat(check(config, forged)).isEqualTo(invalid(JwtFault.WRONG_ALGORITHM));
    assertThat(check(config, named)).isEqualTo(invalid(JwtFault.BAD_SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS384", "HS512", "hs256", "RS256"})
  void theAlgorithmIsTheKeysAndNotTheTokens(String algorithm) {
    var header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    var unsigned = part(header) + "." + part(GOOD) + ".";

    assertThat(check(unsigned)).isInstanceOf(JwtOutcome.Invalid.class);
    assertThat(check(hmac("HmacSHA256", SECRET, header, GOOD)))
        .isInstanceOf(JwtOutcome.Invalid.class);
  }

  @Test
  void aKeyIdMustNameAKey() {
    var config =
        JwtConfig.of(
            Map.of(
                "a", JwtKey.secret(JwtAlgorithm.HS256, SECRET),
                "b", Keys.rsa(2048).toCheck(JwtAlgorithm.RS256)));

    assertThat(check(config, withHeader("{\"alg\":\"HS256\",\"kid\":\"a\"}")))
        .isInstanceOf(JwtOutcome.Valid.class);
    assertThat(check(config, withHeader("{\"alg\":\"HS256\",\"kid\":\"b\"}")))
        .isEqualTo(invalid(JwtFault.WRONG_ALGORITHM));
    assertThat(check(config, withHeader("{\"alg\":\"HS256\",\"kid\":\"../a\"}")))
        .isEqualTo(invalid(JwtFault.UNKNOWN_KEY));
    assertThat(check(config, TOKEN)).isEqualTo(invalid(JwtFault.UNKNOWN_KEY));
    assertThat(check(withHeader("{\"alg\":\"HS256\",\"kid\":\"any\"}")))
        .isInstanceOf(JwtOutcome.Valid.class);
  }

  @Test
  void keysInTheTokenDoNotCount() {
    var own =
        "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"" + part("x".repeat(32)) + "\"}}";

    assertThat(check(hmac("HmacSHA256", "x".repeat(32), own, GOOD)))
        .isInstanceOf(JwtOutcome.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"HS256\",\"b64\":false}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
        "[[\"alg\",\"HS256\"]]",
        "{alg:HS256}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":1}",
        "{\"alg\":null}",
        "[]",
        "",
        "{"
      })
  void aHeaderThatNobodyUnderstandsIsRefused(String header) {
    assertThat(check(withHeader(header))).isInstanceOf(JwtOutcome.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = JwtAlgorithm.class,
      names = {"ES256", "ES384", "ES512", "RS256", "PS256"})
  void aChangedSignatureIsNone(JwtAlgorithm algorithm) {
    var key = Keys.of(algorithm).toSign(algorithm);
    var config = JwtConfig.of(key);
    var user = new Holders().findById("1").orElseThrow().user();
    var token = new JwtIssuer(config, Tokens.now(), new Random(1)).tokenOf(user);
    var cut = token.lastIndexOf('.') + 1;
    var signature = Base64.getUrlDecoder().decode(token.substring(cut));
    var flipped = signature.clone();
    flipped[flipped.length / 2] ^= 1;

    assertThat(check(config, token)).isInstanceOf(JwtOutcome.Valid.class);
    assertThat(check(config, token.substring(0, cut) + part(flipped)))
        .isEqualTo(invalid(JwtFault.BAD_SIGNATURE));
    assertThat(check(config, token.substring(0, cut) + part(new byte[signature.length])))
        .isEqualTo(invalid(JwtFault.BAD_SIGNATURE));
    assertThat(check(config, token.substring(0, cut))).isInstanceOf(JwtOutcome.Invalid.class);
  }

  /** Other ways to write the same bytes would make two tokens of one. */
  @ParameterizedTest
  @ValueSource(strings = {"=", " ", "\n", "\u0000", "%", ".", "A"})
  void aTokenIsWrittenInOneWay(String more) {
    assertThat(check(TOKEN + more)).isInstanceOf(JwtOutcome.Invalid.class);
    assertThat(check(more + TOKEN)).isInstanceOf(JwtOutcome.Invalid.class);
  }

  @Test
  void unusedBitsOfTheLastLetterAreZero() {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var last = alphabet.indexOf(TOKEN.charAt(TOKEN.length() - 1));
    var same = TOKEN.substring(0, TOKEN.length() - 1) + alphabet.charAt(last + 1);

    assertThat(check(same)).isEqualTo(invalid(JwtFault.MALFORMED));
  }

  @Test
  void anEndlessTokenIsNotRead() {
    var config = Tokens.config().withMostCharacters(TOKEN.length());

    assertThat(check(config, TOKEN)).isInstanceOf(JwtOutcome.Valid.class);
    assertThat(check(config, TOKEN + "A")).isEqualTo(invalid(JwtFault.TOO_LONG));
    assertThat(check("[".repeat(5000))).isEqualTo(invalid(JwtFault.TOO_LONG));
  }

  @Test
  void deepNestingIsNoTrouble() {
    var config = Tokens.config().withMostCharacters(2_000_000);
    var deep = "{\"alg\":\"HS256\",\"a\":" + "[".repeat(500_000) + "}";

    assertThat(check(config, withHeader(deep))).isInstanceOf(JwtOutcome.Invalid.class);
  }

  @Test
  void noChangeOfAnyByteIsAcceptedOrFails() {
    var random = new Random(42);
    for (var i = 0; i < 20_000; i++) {
      var bytes = new StringBuilder(TOKEN);
      var place = random.nextInt(bytes.length());
      var letter = (char) random.nextInt(0x80);
      if (letter == bytes.charAt(place)) {
        continue;
      }
      bytes.setCharAt(place, letter);
      assertThat(check(bytes.toString())).isInstanceOf(JwtOutcome.Invalid.class);
    }
  }

  private static String withHeader(String header) {
    return hmac("HmacSHA256", SECRET, header, GOOD);
  }
}
