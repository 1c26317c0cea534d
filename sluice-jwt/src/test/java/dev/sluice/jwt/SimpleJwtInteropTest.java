package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.User;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens go both ways between here and a real Django site, under each algorithm of its. */
final class SimpleJwtInteropTest {

  private final Holders people = new Holders();

  @ParameterizedTest
  @EnumSource(
      value = JwtAlgorithm.class,
      mode = Mode.EXCLUDE,
      names = {"PS256", "PS384", "PS512"})
  void tokensGoBothWays(JwtAlgorithm algorithm) throws Exception {
    var site = Site.with(algorithm);
    var pair = site.issuer().pairOf(user("1"));
    var again = site.issuer().refreshed(claims(site.issuer().read(pair.refresh())));
    var inactive = site.issuer().tokenOf(user("2"));
    var cut = pair.access().substring(0, pair.access().length() - 8);
    var tokens = List.of(pair.access(), again, pair.refresh(), inactive, cut);
    var answers = SimpleJwt.ask(site.settings(), Map.of("issue", "", "judge", tokens));

    assertRead(site, answers.get("issue"));
    assertThat(answers.get("judge").valueStream().map(SimpleJwtInteropTest::verdict))
        .containsExactly(
            "user 1",
            "user 1",
            "Given token not valid for any token type",
            "User is inactive",
            "Given token not valid for any token type");
  }

  private void assertRead(Site site, JsonNode theirs) {
    var jwt = new JwtAuthentication(site.config(), people, site.clock());
    var access = theirs.get("access").asString();
    var refresh = theirs.get("refresh").asString();

    assertThat(jwt.check(access)).isInstanceOf(JwtOutcome.Valid.class);
    assertThat(jwt.check(theirs.get("expired").asString())).isInstanceOf(JwtOutcome.Expired.class);
    assertThat(jwt.check(refresh)).isEqualTo(Tokens.invalid(JwtFault.WRONG_TYPE));
    assertThat(site.issuer().read(refresh)).isInstanceOf(Reading.Genuine.class);
    assertThat(site.issuer().read(access)).isEqualTo(Reading.refused(JwtFault.WRONG_TYPE));
  }

  private static String verdict(JsonNode answer) {
    return answer.has("user")
        ? "user " + answer.get("user").asString()
        : answer.get("detail").asString();
  }

  private User user(String id) {
    return people.findById(id).orElseThrow().user();
  }

  @Test
  void theClaimsAreTheSame() throws Exception {
    var site = Site.with(JwtAlgorithm.HS256);
    var theirs = SimpleJwt.ask(site.settings(), Map.of("issue", "")).get("issue");
    var ours = site.issuer().pairOf(user("1"));

    assertSameShape(ours.access(), theirs.get("access").asString());
    assertSameShape(ours.refresh(), theirs.get("refresh").asString());
  }

  private static void assertSameShape(String ours, String theirs) {
    for (var part = 0; part < 2; part++) {
      var mine = part(ours, part);
      var other = part(theirs, part);
      assertThat(mine.propertyNames()).containsExactlyInAnyOrderElementsOf(other.propertyNames());
      for (var name : mine.propertyNames()) {
        assertThat(mine.get(name).getNodeType()).isEqualTo(other.get(name).getNodeType());
      }
    }
    assertThat(part(ours, 0)).isEqualTo(part(theirs, 0));
    // theirs ends some time behind the refresh token's beginning, not behind its own
    assertThat(lifetime(theirs)).isBetween(lifetime(ours) - 1, lifetime(ours));
    for (var token : List.of(ours, theirs)) {
      assertThat(part(token, 1).get("jti").asString())
          .matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}");
    }
  }

  private static long lifetime(String token) {
    var claims = part(token, 1);
    return claims.get("exp").asLong() - claims.get("iat").asLong();
  }

  private static JsonNode part(String token, int index) {
    var text = token.split("\\.", -1)[index];
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(text));
  }

  private static JwtClaims claims(Reading reading) {
    return ((Reading.Genuine) reading).claims();
  }

  /** One configuration, in the words of both. The clock runs, since Python's does. */
  private record Site(JwtConfig config, Map<String, Object> settings, Clock clock) {

    static Site with(JwtAlgorithm algorithm) {
      var settings = new HashMap<String, Object>();
      settings.put("ALGORITHM", algorithm.name());
      settings.put("AUDIENCE", "chat");
      settings.put("ISSUER", "https://site.example/");
      settings.put("LEEWAY", 0);
      var config = JwtConfig.of(key(algorithm, settings)).withAudiences("chat");
      return new Site(config.withIssuer("https://site.example/"), settings, Clock.systemUTC());
    }

    JwtIssuer issuer() {
      return new JwtIssuer(config, clock, new SecureRandom());
    }

    private static JwtKey key(JwtAlgorithm algorithm, Map<String, Object> settings) {
      if (algorithm.isHmac()) {
        settings.put("SIGNING_KEY", Tokens.SECRET);
        return JwtKey.secret(algorithm, Tokens.SECRET);
      }
      var keys = Keys.of(algorithm);
      settings.put("SIGNING_KEY", keys.privatePem());
      settings.put("VERIFYING_KEY", keys.publicPem());
      return keys.toSign(algorithm);
    }
  }
}
