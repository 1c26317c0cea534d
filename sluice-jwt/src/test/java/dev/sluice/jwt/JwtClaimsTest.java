package dev.sluice.jwt;

import static dev.sluice.jwt.Tokens.NOW;
import static dev.sluice.jwt.Tokens.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtClaimsTest {

  @ParameterizedTest
  @CsvSource({
    "exp,  1, 0,  true",
    "exp,  0, 0,  false",
    "exp, -1, 0,  false",
    "exp, -9, 10, true",
    "exp,-10, 10, false",
    "nbf,  0, 0,  true",
    "nbf,  1, 0,  false",
    "nbf, 10, 10, true",
    "nbf, 11, 10, false",
    "iat,  0, 0,  true",
    "iat,  1, 0,  false",
    "iat, 10, 10, true",
    "iat, 11, 10, false",
  })
  void timesHoldToTheSecond(String claim, long seconds, int leeway, boolean good) {
    var config = Tokens.config().withLeeway(Duration.ofSeconds(leeway));
    var outcome = check(config, "\"" + claim + "\":" + (NOW + seconds));

    assertThat(outcome instanceof JwtOutcome.Valid).isEqualTo(good);
  }

  @Test
  void theMomentOfExpiryIsTheFirstWithout() {
    var token = Tokens.of(Tokens.GOOD);
    var expiry = Instant.ofEpochSecond(NOW + 300);

    assertThat(at(expiry.minusNanos(1)).check(token)).isInstanceOf(JwtOutcome.Valid.class);
    assertThat(at(expiry).check(token)).isEqualTo(new JwtOutcome.Expired(expiry));
  }

  @Test
  void whatIsGrantedEndsWithTheLeeway() {
    var config = Tokens.config().withLeeway(Duration.ofSeconds(7));
    var grant =
        new JwtAuthentication(config, new Holders(), Tokens.now())
            .findGrant(Tokens.of(Tokens.GOOD))
            .orElseThrow();

    assertThat(grant.user().username()).isEqualTo("ann");
    assertThat(grant.expires()).contains(Instant.ofEpochSecond(NOW + 307));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":null",
        "\"exp\":\"1700000300\"",
        "\"exp\":true",
        "\"exp\":[]",
        "\"exp\":1e300",
        "\"exp\":99999999999999999999",
        "\"exp\":9223372036854775807",
        "\"nbf\":\"x\"",
        "\"nbf\":null",
        "\"iat\":{}",
        "\"iat\":-1e300",
      })
  void aTimeThatIsNoneIsRefused(String claim) {
    assertThat(check(Tokens.config(), claim)).isEqualTo(invalid(JwtFault.BAD_CLAIMS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[[\"exp\",1]]",
        "{exp:1}",
        "{'exp':1}",
        "1",
        "\"text\"",
        "null",
        "",
        "{\"exp\":",
        "not json"
      })
  void claimsThatAreNoObjectAreRefused(String claims) {
    assertThat(Tokens.check(Tokens.of(claims))).isEqualTo(invalid(JwtFault.BAD_CLAIMS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | true",
        "\"1\" | true",
        "1.0 | false",
        "true | false",
        "null | false",
        "\"\" | false",
        "[1] | false",
        "{} | false"
      })
  void aUserIdIsTextOrAWholeNumber(String id, boolean good) {
    var expected =
        good
            ? new JwtOutcome.Valid(
                new Holders().findById("1").orElseThrow().user(),
                claims(check("\"user_id\":" + id)))
            : invalid(JwtFault.NO_USER_ID);

    assertThat(check("\"user_id\":" + id)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"aud\":\"us\" | true",
        "\"aud\":[\"them\",\"us\"] | true",
        "\"aud\":\"also us\" | true",
        "\"aud\":\"them\" | false",
        "\"aud\":[] | false",
        "\"aud\":[\"us\",1] | false",
        "\"aud\":null | false",
        "\"aud\":\"US\" | false",
        "\"x\":1 | false"
      })
  void aTokenForSomebodyElseIsRefused(String claim, boolean good) {
    var outcome = check(Tokens.config().withAudiences("us", "also us"), claim);

    assertThat(outcome instanceof JwtOutcome.Valid).isEqualTo(good);
    if (!good) {
      assertThat(outcome).isEqualTo(invalid(JwtFault.WRONG_AUDIENCE));
    }
    assertThat(check(claim)).isInstanceOf(JwtOutcome.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"iss\":\"site\" | true",
        "\"iss\":\"other\" | false",
        "\"iss\":[\"site\"] | false",
        "\"x\":1 | false"
      })
  void aTokenBySomebodyElseIsRefused(String claim, boolean good) {
    var outcome = check(Tokens.config().withIssuer("site"), claim);

    assertThat(outcome instanceof JwtOutcome.Valid).isEqualTo(good);
    if (!good) {
      assertThat(outcome).isEqualTo(invalid(JwtFault.WRONG_ISSUER));
    }
  }

  /** As in Python. */
  @Test
  void ofTwoClaimsWithOneNameTheLastCounts() {
    var twice = Tokens.GOOD.replace("}", ",\"user_id\":2}");

    assertThat(Tokens.check(Tokens.of(twice))).isEqualTo(new JwtOutcome.InactiveUser());
  }

  @Test
  void tokensOfAnIdentityProviderNeedNeitherTypeNorId() {
    var config = Tokens.config().withNames(JwtNames.registered());
    var token = Tokens.of("{\"sub\":\"1\",\"exp\":" + (NOW + 1) + "}");

    assertThat(Tokens.check(config, token)).isInstanceOf(JwtOutcome.Valid.class);
    assertThat(Tokens.check(token)).isEqualTo(invalid(JwtFault.NO_ID));
  }

  @Test
  void claimsDoNotPrint() {
    var outcome = check("\"email\":\"ann@example.com\"");

    assertThat(claims(outcome).text("email")).contains("ann@example.com");
    assertThat(outcome.toString()).doesNotContain("example.com");
  }

  private static JwtAuthentication at(Instant now) {
    return new JwtAuthentication(Tokens.config(), new Holders(), Tokens.at(now));
  }

  private static JwtClaims claims(JwtOutcome outcome) {
    return ((JwtOutcome.Valid) outcome).claims();
  }

  private static JwtOutcome check(String claim) {
    return check(Tokens.config(), claim);
  }

  /** Judges a good token with one more claim, or one other. */
  private static JwtOutcome check(JwtConfig config, String claim) {
    var name = claim.substring(0, claim.indexOf(':'));
    var others =
        Pattern.compile(",")
            .splitAsStream(Tokens.GOOD.substring(1, Tokens.GOOD.length() - 1))
            .filter(it -> !it.startsWith(name));
    var claims = Stream.concat(others, Stream.of(claim)).collect(Collectors.joining(",", "{", "}"));
    return Tokens.check(config, Tokens.of(claims));
  }
}
