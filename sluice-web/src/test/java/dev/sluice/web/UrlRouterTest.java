package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Application;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class UrlRouterTest {

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
