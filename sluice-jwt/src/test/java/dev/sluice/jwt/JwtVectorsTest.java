package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Headers;
import dev.sluice.auth.Auth;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.User;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.vectors.Vectors;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What simplejwt 5.2 answered, case by case. */
final class JwtVectorsTest {

  static List<Vectors.Case> all() {
    return Vectors.of("jwt");
  }

  /** RFC 9110, section 11.1, lets {@code bearer} be {@code Bearer}; so does the middleware. */
  static List<Vectors.Case> inTheUsualCase() {
    return all().stream().filter(it -> !it.text("id").equals("token-type-in-lower-case")).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsTheHeaderAsSimpleJwtDoes(Vectors.Case it) {
    var outcome = authentication(it).checkHeader(headers(it));

    assertThat(outcome.isPresent()).isEqualTo(it.at("attempted").asBoolean());
    if (outcome.isEmpty()) {
      return;
    }
    switch (outcome.get()) {
      case JwtOutcome.Valid(var user, _) -> assertThat(user.id()).isEqualTo(userId(it));
      case JwtOutcome.Refused refused -> {
        assertThat(it.at("user").isNull()).isTrue();
        assertThat(refused.detail()).isEqualTo(it.text("detail"));
        assertThat(refused.code()).isEqualTo(it.text("code"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inTheUsualCase")
  void theMiddlewareFindsTheSameUserAndNeverFails(Vectors.Case it) {
    var application =
        TokenAuthMiddleware.header("Bearer", authentication(it))
            .wrap(
                View.application(
                    request -> {
                      var identity = Auth.of(request.scope()).identity();
                      assertThat(identity instanceof User user ? user.id() : "")
                          .isEqualTo(userId(it));
                      return Response.status(204);
                    }));
    var request = HttpCommunicator.to(application);
    var described =
        authorization(it).map(value -> request.header("Authorization", value)).orElse(request);

    assertThat(described.exchange().status()).isEqualTo(204);
  }

  private static JwtAuthentication authentication(Vectors.Case it) {
    var clock = Tokens.at(Instant.ofEpochSecond(it.at("now").asLong()));
    return new JwtAuthentication(
        JwtConfig.djangoDefaults(it.text("secret_key")), new Holders(), clock);
  }

  private static Headers headers(Vectors.Case it) {
    return authorization(it)
        .map(value -> Headers.of("Authorization", value))
        .orElseGet(Headers::none);
  }

  private static Optional<String> authorization(Vectors.Case it) {
    return it.at("authorization").isString()
        ? Optional.of(it.text("authorization"))
        : Optional.empty();
  }

  private static String userId(Vectors.Case it) {
    return it.at("user").isNull() || it.at("user").isMissingNode()
        ? ""
        : String.valueOf(it.at("user").asLong());
  }
}
