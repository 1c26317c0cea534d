package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.View;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two views, beside those of simplejwt. */
final class TokenViewsTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Holders people = new Holders();
  private final Clock clock = Clock.systemUTC();
  private final JwtIssuer issuer = new JwtIssuer(Tokens.config(), clock, new SecureRandom());
  private final JwtPair pair = issuer.pairOf(people.findById("1").orElseThrow().user());

  private final Map<String, View> views =
      Map.of(
          "obtain", new TokenObtainPairView(people.authentication(), issuer),
          "refresh", new TokenRefreshView(issuer, people));

  @Test
  void everyPostGetsTheAnswerOfSimpleJwt() throws Exception {
    var posts = Stream.concat(obtains(), refreshes()).toList();
    var theirs = SimpleJwt.ask(Map.of(), Map.of("views", posts)).get("views");

    assertThat(theirs.size()).isEqualTo(posts.size());
    for (var i = 0; i < posts.size(); i++) {
      assertSame(posts.get(i), theirs.get(i));
    }
  }

  private static Stream<Post> obtains() {
    return Stream.of(
        new Post("obtain", "POST", JSON, "{\"username\":\"ann\",\"password\":\"ann\"}"),
        new Post("obtain", "POST", FORM, "username=ann&password=ann"),
        new Post("obtain", "POST", FORM, "username=+ann+&password=+ann+"),
        new Post("obtain", "POST", FORM, "username=ann&password=wrong"),
        new Post("obtain", "POST", FORM, "username=nobody&password=ann"),
        new Post("obtain", "POST", FORM, "username=sleepy&password=sleepy"),
        new Post("obtain", "POST", FORM, "username=ANN&password=ann"),
        new Post("obtain", "POST", FORM, "username=ann"),
        new Post("obtain", "POST", FORM, "username=&password="),
        new Post("obtain", "POST", FORM, "username=ann&password=+"),
        new Post("obtain", "POST", JSON, "{}"),
        new Post("obtain", "POST", JSON, "[]"),
        new Post("obtain", "POST", JSON, "{\"username\":null,\"password\":[]}"),
        new Post("obtain", "POST", "text/plain", "username=ann"),
        new Post("obtain", "PUT", FORM, "username=ann&password=ann"));
  }

  private Stream<Post> refreshes() {
    var broken = pair.refresh().substring(1);
    return Stream.concat(
        Stream.of(
                pair.refresh(),
                pair.access(),
                broken,
                "x",
                "",
                " ",
                "a.b.c",
                Tokens.of(Tokens.GOOD))
            .map(it -> new Post("refresh", "POST", JSON, "{\"refresh\":\"" + it + "\"}")),
        Stream.of(
            new Post("refresh", "POST", FORM, "refresh=" + pair.refresh()),
            new Post("refresh", "POST", JSON, refresh("{\"exp\":99999999999,\"jti\":\"1\"}")),
            new Post("refresh", "POST", JSON, refresh("{\"exp\":99999999999}")),
            new Post("refresh", "POST", JSON, refresh("{\"jti\":\"1\"}")),
            new Post("refresh", "POST", JSON, "{}"),
            new Post("refresh", "POST", JSON, "{\"refresh\":1}"),
            new Post("refresh", "POST", JSON, "{\"refresh\":true}"),
            new Post("refresh", "PUT", JSON, "{}")));
  }

  private static String refresh(String claims) {
    return "{\"refresh\":\"" + Tokens.of(claims) + "\"}";
  }

  private void assertSame(Post post, JsonNode theirs) {
    var ours = exchange(post);
    var body = MAPPER.readTree(ours.text());

    assertThat(ours.status()).as("%s", post).isEqualTo(theirs.get("status").asInt());
    assertThat(ours.headers().first("WWW-Authenticate").orElse(""))
        .as("%s", post)
        .isEqualTo(theirs.get("challenge").asString());
    if (ours.status() == 200) {
      assertThat(body.propertyNames())
          .containsExactlyInAnyOrderElementsOf(theirs.get("body").propertyNames());
      body.forEach(token -> assertThat(token.asString()).startsWith("ey"));
      return;
    }
    assertThat(body).as("%s", post).isEqualTo(theirs.get("body"));
  }

  @Test
  void theTokensGivenAreTheUsers() {
    var answer = MAPPER.readTree(exchange(obtains().toList().getFirst()).text());
    var jwt = new JwtAuthentication(Tokens.config(), people, clock);

    assertThat(jwt.findUser(answer.get("access").asString()).orElseThrow().id()).isEqualTo("1");
    assertThat(issuer.read(answer.get("refresh").asString())).isInstanceOf(Reading.Genuine.class);
  }

  @Test
  void aRefreshTakesTheOtherClaimsAlong() {
    var claims =
        "{\"token_type\":\"refresh\",\"exp\":99999999999,\"iat\":5,\"jti\":\"1\",\"user_id\":1,\"room\":\"blue\"}";
    var answer = exchange(new Post("refresh", "POST", JSON, refresh(claims)));
    var access = MAPPER.readTree(answer.text()).get("access").asString();
    var outcome = new JwtAuthentication(Tokens.config(), people, clock).check(access);

    assertThat(((JwtOutcome.Valid) outcome).claims().values())
        .containsEntry("room", "blue")
        .containsEntry("iat", 5)
        .containsEntry("token_type", "access")
        .doesNotContainEntry("jti", "1")
        .doesNotContainEntry("exp", 99999999999L);
  }

  @Test
  void whoIsGoneOrInactiveGetsNoMoreTokens() {
    var post = new Post("refresh", "POST", JSON, "{\"refresh\":\"" + pair.refresh() + "\"}");
    var refusal = "{\"detail\":\"No active account found for the given token.\"}";

    people.put("1", "ann", false);
    assertThat(exchange(post).text()).isEqualTo(refusal);
    people.remove("1");
    assertThat(exchange(post).text()).isEqualTo(refusal);
    assertThat(exchange(post).status()).isEqualTo(401);
  }

  @Test
  void whatWasTakenBackIsRefused() {
    var view =
        new TokenRefreshView(
            issuer, people, claims -> claims.text("jti").orElse("").length() == 32);
    var post = new Post("refresh", "POST", JSON, "{\"refresh\":\"" + pair.refresh() + "\"}");
    var answer = exchange(view, post);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text())
        .isEqualTo("{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
  }

  private HttpAnswer exchange(Post post) {
    return exchange(Objects.requireNonNull(views.get(post.view())), post);
  }

  private static HttpAnswer exchange(View view, Post post) {
    return HttpCommunicator.to(View.application(view))
        .method(post.method())
        .header("Content-Type", post.type())
        .body(post.body())
        .exchange();
  }

  /** What is sent to both. */
  private record Post(String view, String method, String type, String body) {}
}
