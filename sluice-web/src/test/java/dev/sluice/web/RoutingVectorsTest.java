package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.Middleware;
import dev.sluice.RequestHead;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.vectors.Vectors;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Routes as Channels 4.3 with Django 5.2 does, in all cases that were asked. */
final class RoutingVectorsTest {

  /**
   * Where the answer is another, and is meant. In Channels {@code path()} is a prefix only if its
   * callback is itself a router; a middleware around the router hides that, and no path below is
   * found (issue 1428). {@code mount} is a prefix, whatever stands in between.
   */
  private static final Map<String, String> BETTER =
      Map.of(
          "behind-middleware//p/a/", "a [] {} rest=",
          "behind-middleware//p//", "p [] {} rest=");

  /**
   * What Channels 4.0 with Django 3.2 answered in another way, and why 4.3 does not. A scope's path
   * has the root path in it, as ASGI says since its version 2.1; 4.0 took it for one without.
   */
  private static final Map<String, String> CHANGED =
      Map.of(
          "root-path//sub/sub/x/", "4.0 looked for sub/x/: the root path was not taken off",
          "root-path//sub/x/", "4.0 found x/: a path outside of the root path was taken for one in",
          "root-path//sub/subx/", "4.0 looked for subx/: nothing was taken off");

  static List<Vectors.Case> cases() {
    return Vectors.of("routing");
  }

  /** Those that are not among the {@link #cases}, since only the older of the two answered so. */
  static List<Vectors.Case> olderCases() {
    return Vectors.ofDjango32("routing").stream()
        .filter(it -> it.at("stacks").size() == 1)
        .toList();
  }

  @Test
  void thereAreAsManyCasesAsWereCounted() {
    assertThat(cases()).hasSize(134);
    assertThat(olderCases().stream().map(Vectors.Case::toString))
        .containsExactlyInAnyOrderElementsOf(CHANGED.keySet());
    assertThat(cases().stream().map(Vectors.Case::toString))
        .containsAll(BETTER.keySet())
        .containsAll(CHANGED.keySet());
  }

  /** No case is left out: where the two differ, ours is the newer's answer and not the older's. */
  @ParameterizedTest
  @MethodSource("olderCases")
  void whereTheOlderChannelsDiffersTheNewerIsFollowed(Vectors.Case older) {
    var newer = cases().stream().filter(it -> it.toString().equals(older.toString())).findFirst();
    assertThat(newer).isPresent();
    for (var input : List.of("routes", "path", "root_path")) {
      assertThat(newer.orElseThrow().at(input)).isEqualTo(older.at(input));
    }

    var answer = ask(older);

    var olders = expected(older);
    assertThat(olders.isPresent() ? answer.text() : "" + answer.status())
        .as(CHANGED.get(older.toString()))
        .isNotEqualTo(olders.orElse("404"));
    routesAsChannelsDoes(newer.orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void routesAsChannelsDoes(Vectors.Case it) {
    if (it.json().has("build_error")) {
      assertThatThrownBy(() -> router(it.at("routes")))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }

    var answer = ask(it);

    var expected = Optional.ofNullable(BETTER.get(it.toString())).or(() -> expected(it));
    if (expected.isPresent()) {
      assertThat(answer.text()).isEqualTo(expected.get());
      return;
    }
    // where Channels ends with a ValueError, and so a 500, nothing is found
    assertThat(it.text("error")).isEqualTo("ValueError");
    assertThat(answer.status()).isEqualTo(404);
  }

  private static HttpAnswer ask(Vectors.Case it) {
    return HttpCommunicator.to(withPath(router(it.at("routes")), it.text("path")))
        .rootPath(it.at("root_path").asString(""))
        .exchange();
  }

  private static UrlRouter router(JsonNode routes) {
    var router = new UrlRouter();
    for (var route : routes.values()) {
      router = with(router, route.get(0).asString(), route.get(1).asString(), route.get(2));
      for (var extra : route.get(3).properties()) {
        router = router.extra(extra.getKey(), extra.getValue().asString());
      }
    }
    return router;
  }

  private static UrlRouter with(UrlRouter router, String kind, String pattern, JsonNode target) {
    if (kind.equals("re_path")) {
      return router.rePath(pattern, target(target));
    }
    return target.isString()
        ? router.path(pattern, target(target))
        : router.mount(pattern, target(target));
  }

  private static Application target(JsonNode target) {
    if (target.isArray()) {
      return router(target);
    }
    if (target.isObject()) {
      Middleware between = Middleware.onConnection(scope -> scope);
      return between.wrap(router(target.get("middleware")));
    }
    return View.application(
        request ->
            Response.text(target.asString() + " " + described(PathParams.of(request.scope()))));
  }

  private static String described(PathParams params) {
    var kwargs = new TreeMap<String, String>();
    params.names().forEach(name -> kwargs.put(name, described(params.get(name, Object.class))));
    var args = params.args().stream().map(it -> it.map(RoutingVectorsTest::described)).toList();
    return "%s %s rest=%s".formatted(args, kwargs, params.remaining());
  }

  private static String described(Object value) {
    return switch (value) {
      case BigInteger number -> "int " + number;
      case UUID id -> "UUID " + id;
      default -> "str " + value;
    };
  }

  private static Optional<String> expected(Vectors.Case it) {
    if (it.at("target").isNull()) {
      return Optional.empty();
    }
    var kwargs = new TreeMap<String, String>();
    it.at("kwargs").properties().forEach(arg -> kwargs.put(arg.getKey(), typed(arg.getValue())));
    var args =
        it.at("args")
            .valueStream()
            .map(
                arg ->
                    Optional.of(arg)
                        .filter(RoutingVectorsTest::isThere)
                        .map(RoutingVectorsTest::typed))
            .toList();
    return Optional.of(
        "%s %s %s rest=%s".formatted(it.text("target"), args, kwargs, it.text("path_remaining")));
  }

  private static boolean isThere(JsonNode value) {
    return !value.get("value").isNull();
  }

  private static String typed(JsonNode value) {
    return value.get("type").asString() + " " + value.get("value").asString();
  }

  /** The path of a scope need not be one that a client can send, such as an empty one. */
  private static Application withPath(Application inner, String path) {
    return (scope, inbox, outbox) -> {
      var connection = (ConnectionScope) scope;
      inner.serve(connection.withHead(withPath(connection.head(), path)), inbox, outbox);
    };
  }

  private static RequestHead withPath(RequestHead head, String path) {
    return new RequestHead(
        head.id(),
        head.httpVersion(),
        head.scheme(),
        path,
        head.query(),
        head.rootPath(),
        head.headers(),
        head.client());
  }
}
