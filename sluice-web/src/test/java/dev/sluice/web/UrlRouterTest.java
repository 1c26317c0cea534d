package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.vectors.Vectors;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

final class UrlRouterTest {

  /** Routes of {@code path()} that lead straight to an application. */
  static List<Vectors.Case> cases() {
    return Vectors.of("routing").stream()
        .filter(it -> it.at("routes").valueStream().allMatch(UrlRouterTest::isPlain))
        .toList();
  }

  private static boolean isPlain(JsonNode route) {
    return route.get(0).asString().equals("path")
        && route.get(2).isString()
        && route.get(3).isNull();
  }

  @Test
  void thereAreAsManyCasesAsWereCounted() {
    assertThat(cases()).hasSize(49);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void routesAsDjangosPathDoes(Vectors.Case it) {
    if (it.json().has("build_error")) {
      assertThatThrownBy(() -> router(it)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    var path = it.text("path");
    var answer =
        HttpCommunicator.to(withPath(router(it), path))
            .rootPath(it.at("root_path").asString(""))
            .exchange();

    if (it.at("target").isNull()) {
      assertThat(answer.status()).isEqualTo(404);
      return;
    }
    assertThat(answer.text()).isEqualTo(it.text("target") + " " + expected(it.at("kwargs")));
  }

  private static Application router(Vectors.Case it) {
    var router = new UrlRouter();
    for (var route : it.at("routes").values()) {
      var target = route.get(2).asString();
      router =
          router.view(
              route.get(1).asString(),
              request -> Response.text(target + " " + described(PathParams.of(request.scope()))));
    }
    return router;
  }

  /** The path of a scope need not be one that a client can send, such as an empty one. */
  private static Application withPath(Application inner, String path) {
    return (scope, inbox, outbox) -> {
      var connection = (ConnectionScope) scope;
      var head = connection.head();
      inner.serve(
          connection.withHead(
              new dev.sluice.RequestHead(
                  head.id(),
                  head.httpVersion(),
                  head.scheme(),
                  path,
                  head.query(),
                  head.rootPath(),
                  head.headers(),
                  head.client())),
          inbox,
          outbox);
    };
  }

  private static String described(PathParams params) {
    return params.names().stream()
        .collect(
            Collectors.toMap(
                name -> name, name -> described(params, name), (a, b) -> b, TreeMap::new))
        .toString();
  }

  private static String described(PathParams params, String name) {
    return switch (name) {
      case "n" -> "int " + params.bigInteger(name);
      case "u" -> "UUID " + params.uuid(name);
      default -> "str " + params.string(name);
    };
  }

  private static String expected(JsonNode kwargs) {
    return kwargs.properties().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey(),
                entry ->
                    entry.getValue().get("type").asString()
                        + " "
                        + entry.getValue().get("value").asString(),
                (a, b) -> b,
                TreeMap::new))
        .toString();
  }

  @Test
  void aNumberThatDoesNotFitIsNotFound() {
    var router =
        new UrlRouter()
            .view(
                "/n/<int:n>/",
                request -> Response.text("" + PathParams.of(request.scope()).integer("n")));

    assertThat(get(router, "/n/9223372036854775807/").text()).isEqualTo("9223372036854775807");
    assertThat(get(router, "/n/9223372036854775808/").status()).isEqualTo(404);
    assertThat(get(router, "/n/" + "9".repeat(1000) + "/").status()).isEqualTo(404);
  }

  @Test
  void theFirstRouteThatMatchesWins() {
    var router =
        new UrlRouter()
            .view("users/me/", request -> Response.text("me"))
            .view("users/<str:name>/", request -> Response.text("name"))
            .view("users/<slug:name>/", request -> Response.text("never"));

    assertThat(get(router, "/users/me/").text()).isEqualTo("me");
    assertThat(get(router, "/users/you/").text()).isEqualTo("name");
  }

  @Test
  void aPatternIsTextAndNotARegularExpression() {
    var router = new UrlRouter().view("a.b+(c)\\E/", request -> Response.text("x"));

    assertThat(get(router, "/a.b+(c)%5CE/").status()).isEqualTo(200);
    assertThat(get(router, "/aXbb(c)%5CE/").status()).isEqualTo(404);
  }

  @Test
  void socketsAndRequestsHaveTheSameRoutes() {
    var router =
        new UrlRouter()
            .webSocket(
                "/ws/<uuid:id>/",
                socket -> {
                  socket.accept();
                  socket.send(PathParams.of(socket.scope()).uuid("id").toString());
                })
            .view("/page/", request -> Response.text("x"));
    var id = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    try (var socket = WebSocketCommunicator.to(router).path("/ws/" + id + "/").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo(id.toString());
    }
    try (var socket = WebSocketCommunicator.to(router).path("/page/").connect()) {
      socket.expectDenied(404);
    }
    try (var socket = WebSocketCommunicator.to(router).path("/nowhere/").connect()) {
      socket.expectDenied(404);
    }
  }

  @Test
  void anUnknownPathIsOneLineInTheLogWithoutTheQuery() {
    var logger = (Logger) LoggerFactory.getLogger(UrlRouter.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    try {
      assertThat(get(new UrlRouter(), "/no%0Away/?token=secret").status()).isEqualTo(404);
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.INFO);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .startsWith("no route for path '/no\\u000away/' on connection ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nosuch:x>/",
        "<int: x>/",
        "<int:1x>/",
        "<a b>/",
        "<x>/<x>/",
        "<int:x/",
        "x>/",
        "<>/",
        "<:x>/"
      })
  void aBadPatternIsRefusedByName(String pattern) {
    assertThatThrownBy(() -> new UrlRouter().view(pattern, request -> Response.text("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the path '" + pattern + "' has ");
  }

  @Test
  void parametersAreAskedForByNameAndType() {
    var router =
        new UrlRouter()
            .view(
                "<int:n>/<s>/",
                request -> {
                  var params = PathParams.of(request.scope());
                  assertThatThrownBy(() -> params.string("x"))
                      .hasMessage("no <x> in the path (expected: one of [n, s])");
                  assertThatThrownBy(() -> params.string("n"))
                      .hasMessageStartingWith("<n> is a BigInteger, not a String");
                  assertThatThrownBy(() -> params.integer("s"))
                      .hasMessageStartingWith("<s> is a String, not a BigInteger");
                  assertThat(params.bigInteger("n")).isEqualTo(BigInteger.ONE);
                  assertThat(params).hasToString("[n, s]");
                  return Response.text("done");
                });

    assertThat(get(router, "/1/" + URLEncoder.encode("é", StandardCharsets.UTF_8) + "/").text())
        .isEqualTo("done");
  }

  private static HttpAnswer get(Application application, String path) {
    return HttpCommunicator.to(application).path(path).exchange();
  }
}
