package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ConnectionScope;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.vectors.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenAuthMiddlewareTest {

  private static final String GOOD = "22166229b25dff293fd35c79b9f134da7fe6f424";
  private static final String SLEEPYS = "968d4bba47379f0dfb88c8947507fc8a3cc8ae5a";

  private final Site site = Site.withAnnAndBen();
  private final TokenStore tokens =
      token ->
          Optional.ofNullable(Map.of(GOOD, "1", SLEEPYS, "2").get(token))
              .flatMap(site.people()::findById)
              .map(Credentials::user);

  TokenAuthMiddlewareTest() {
    site.people().put("2", "sleepy", "plain$zzz", false);
  }

  static List<Vectors.Case> headers() {
    return Vectors.of("drf_token");
  }

  @ParameterizedTest
  @MethodSource("headers")
  void readsTheHeaderAsDjangoRestFrameworkDoes(Vectors.Case it) {
    var header = TokenAuthMiddleware.header("Token", tokens);
    var handshake = WebSocketCommunicator.to(header.wrap(Site.pageOf(expecting(it))));
    var described =
        it.at("authorization").isString()
            ? handshake.header("Authorization", it.text("authorization"))
            : handshake;
    try (var socket = described.connect()) {
      socket.expectAccept();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?token=" + GOOD,
        "/?token=&token=" + GOOD,
        "/?token=" + GOOD + "&token=" + GOOD,
        "/?a=1&tok%65n=2216622%39b25dff293fd35c79b9f134da7fe6f424"
      })
  void findsTheUserOfTheTokenInTheQuery(String target) {
    assertThat(nameFor(target)).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?token",
        "/?token=",
        "/?token=unknown",
        "/?Token=" + GOOD,
        "/?token=" + GOOD + "&token=other",
        "/?token=%20" + GOOD,
        "/?token=" + GOOD + "%0A",
        "/?token=%00",
        "/?token=%FF%FE",
        "/?token=caf%C3%A9",
        "/?token=" + SLEEPYS
      })
  void anyOtherTokenIsNobodysAndNoError(String target) {
    assertThat(nameFor(target)).isEmpty();
  }

  @Test
  void anEndlessTokenIsNotLookedUp() {
    var strict = TokenAuthMiddleware.query("token", _ -> failing());

    assertThat(nameFor(strict, "/?token=" + "x".repeat(5000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/?a=1&token=" + GOOD + "&b=2", "/?a=1&token=bad&b=2&token=", "/?a=1&b=2"})
  void theTokenIsGoneFromTheScopeSoThatNothingCanLogIt(String target) {
    var query = TokenAuthMiddleware.query("token", tokens);
    var application =
        query.wrap(
            Site.pageOf(
                scope -> {
                  var head = ((ConnectionScope) scope).head();
                  assertThat(head.query().raw()).isEqualTo("a=1&b=2");
                }));

    assertThat(HttpCommunicator.to(application).path(target).exchange().status()).isEqualTo(200);
  }

  @Test
  void aFailingStoreFailsTheConnection() {
    var broken = TokenAuthMiddleware.query("token", _ -> failing());

    assertThatThrownBy(() -> nameFor(broken, "/?token=" + GOOD))
        .hasMessageContaining("the database is gone");
    assertThat(nameFor(broken, "/")).isEmpty();
  }

  @Test
  void aSessionsUserCountsBeforeATokens() {
    site.people().put("3", "cleo", "plain$cleos", true);
    var both = site.stack().andThen(TokenAuthMiddleware.query("token", tokens));
    var page =
        HttpCommunicator.to(
            both.wrap(
                Site.pageOf(
                    scope ->
                        assertThat(Auth.of(scope).requireUser().username()).isEqualTo("cleo"))));

    page.path("/?token=" + GOOD).cookie("sessionid", site.keyOfLogin("3")).exchange();
    assertThat(nameFor(both, "/?token=" + GOOD)).isEqualTo("ann");
  }

  private String nameFor(String target) {
    return nameFor(TokenAuthMiddleware.query("token", tokens), target);
  }

  private static String nameFor(Middleware middleware, String target) {
    var name = new StringBuilder();
    var application =
        middleware.wrap(Site.pageOf(scope -> name.append(Auth.of(scope).identity().username())));
    HttpCommunicator.to(application).path(target).exchange();
    return name.toString();
  }

  private static Consumer<Scope> expecting(Vectors.Case it) {
    return scope -> {
      var identity = Auth.of(scope).identity();
      var id = identity instanceof User user ? user.id() : "";
      assertThat(id).isEqualTo(it.at("user").asString(""));
    };
  }

  private static Optional<User> failing() {
    throw new IllegalStateException("the database is gone");
  }
}
