package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Denials;
import dev.sluice.DenyException;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Routers in routers, names, and what is examined for a look-up. */
final class UrlRouterMountTest {

  @Test
  void aMissInsideGoesOnOutsideEvenIfMiddlewareBetweenAnswersDenials() {
    var inner = new UrlRouter().view("a/", request -> Response.text("inner a"));
    var outer =
        new UrlRouter()
            .mount("p/", Denials.answer().wrap(Denials.answer().wrap(inner)))
            .view("p/b/", request -> Response.text("outer b"));

    try (var log = new LogLines(UrlRouter.class)) {
      assertThat(get(outer, "/p/a/")).isEqualTo("200 inner a");
      assertThat(get(outer, "/p/b/")).isEqualTo("200 outer b");
      assertThat(log.lines()).isEmpty();

      assertThat(get(outer, "/p/c/")).startsWith("404 ");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("INFO no route for path '/p/c/' on connection ");
    }
  }

  @Test
  void aRefusalInsideIsNoMiss() {
    var inner = new UrlRouter().path("a/", refusing(404));
    var outer = new UrlRouter().mount("p/", inner).view("p/a/", request -> Response.text("never"));

    assertThat(get(outer, "/p/a/")).isEqualTo("404 no\n");
  }

  @Test
  void aSocketFindsItsRouteThroughMiddlewareToo() {
    var inner = new UrlRouter().webSocket("<slug:room>/", UrlRouterMountTest::greet);
    var outer = new UrlRouter().mount("ws/<int:team>/", Denials.answer().wrap(inner));

    try (var socket = WebSocketCommunicator.to(outer).path("/ws/7/lobby/").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("[team, room] lobby of 7");
    }
    try (var socket = WebSocketCommunicator.to(outer).path("/ws/7/lobby/x/").connect()) {
      socket.expectDenied(404);
    }
  }

  private static void greet(WebSocket socket) {
    var params = PathParams.of(socket.scope());
    socket.accept();
    socket.send("%s %s of %d".formatted(params, params.string("room"), params.integer("team")));
  }

  @Test
  void whatIsMountedFindsTheRestOfThePath() {
    var rest = View.application(it -> Response.text(PathParams.of(it.scope()).remaining()));

    assertThat(get(new UrlRouter().mount("static/", rest), "/static/css/a.css"))
        .isEqualTo("200 css/a.css");
    assertThat(get(new UrlRouter().path("static/", rest), "/static/")).isEqualTo("200 ");
  }

  @Test
  void aConverterThatRefusesLetsTheNextRouteTry() {
    var router =
        new UrlRouter()
            .converter("even", PathConverter.of(Integer.class, "[0-9]+", UrlRouterMountTest::even))
            .converter("time", PathConverter.of(LocalTime.class, "[0-9:]+", LocalTime::parse))
            .view(
                "<even:n>/", it -> Response.text("even " + PathParams.of(it.scope()).integer("n")))
            .view("<time:t>/", it -> Response.text("time"))
            .view("<n>/", it -> Response.text("other"));

    assertThat(get(router, "/4/")).isEqualTo("200 even 4");
    assertThat(get(router, "/12:30/")).isEqualTo("200 time");
    assertThat(get(router, "/5/")).isEqualTo("200 other");
    assertThatThrownBy(() -> router.converter("int", PathConverter.of(String.class, "x", it -> it)))
        .hasMessage("there is a converter 'int' (expected: another name)");
    assertThatThrownBy(
            () ->
                new UrlRouter()
                    .converter("n", PathConverter.of(String.class, "(?P<x>a)", it -> it))
                    .mount("<n:y>/", refusing(404)))
        .hasMessageStartingWith("the path '<n:y>/' has a converter with a named group");
  }

  private static Integer even(String text) {
    var number = Integer.parseInt(text);
    if (number % 2 != 0) {
      throw new IllegalArgumentException("odd");
    }
    return number;
  }

  @Test
  void aRouterBehindAWholePathIsRefused() {
    assertThatThrownBy(() -> new UrlRouter().path("p/", new UrlRouter()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the path 'p/' leads to a router and leaves no path for it (expected: mount)");
  }

  @Test
  void whatCannotBeNamedIsRefused() {
    var router = new UrlRouter().path("p/<int:secret>/", refusing(404)).named("p");

    assertThatThrownBy(() -> new UrlRouter().named("x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> router.named("a:b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> router.reverse("q"))
        .isInstanceOf(NoReverseMatchException.class)
        .hasMessage("no route is named 'q' (expected: one of [p])");
    assertThatThrownBy(() -> router.reverse("p", Map.of("secret", "hunter2")))
        .isInstanceOf(NoReverseMatchException.class)
        .hasMessageStartingWith("the arguments [secret] do not fit the name 'p'")
        .hasMessageContaining("'p/<int:secret>/'")
        .hasMessageNotContaining("hunter2");
    assertThat(router.reverse("p", 5)).isEqualTo("/p/5/");
  }

  @Test
  void alternativesAndNumberedReferencesHaveAWayBack() {
    var router =
        new UrlRouter()
            .rePath("^(?:a|b/(\\d+))/$", refusing(404))
            .named("either")
            .rePath("^(\\w+)-\\1/$", refusing(404))
            .named("twice");

    assertThat(router.reverse("either")).isEqualTo("/a/");
    assertThat(router.reverse("either", 5)).isEqualTo("/b/5/");
    assertThat(router.reverse("twice", "x")).isEqualTo("/x-x/");
  }

  /** Counted, not measured: how many patterns are there to be tried at all. */
  @Test
  void ofAThousandRoutesAsManyAreExaminedAsOfTen() {
    for (var path : List.of("r7/", "r7/5/", "r9/x/y/", "nowhere/")) {
      assertThat(examined(table(1000), path)).as(path).isEqualTo(examined(table(10), path));
    }
    assertThat(examined(table(1000), "r7/5/")).isEqualTo(3);
  }

  @Test
  void theIndexKeepsTheOrder() {
    var router =
        new UrlRouter()
            .rePath("b", refusing(404))
            .path("ab/<x>", refusing(404))
            .path("<x>", refusing(404))
            .path("ab/", refusing(404))
            .rePath("(?i)^AB", refusing(404))
            .path("a<x>", refusing(404))
            .path("b", refusing(404))
            .rePath("^ab?/", refusing(404));

    assertThat(numbers(router, "ab/c")).containsExactly(0, 1, 2, 3, 4, 5, 7);
    assertThat(numbers(router, "b")).containsExactly(0, 2, 4, 6);
  }

  @Test
  void aPathThatIsTooLongForARegularExpressionIsRefused() {
    var router = new UrlRouter().rePath("^(?:[a-z]|[0-9]x)*/$", refusing(404));

    try (var log = new LogLines(PythonRegex.class)) {
      assertThat(get(router, "/" + "a".repeat(1_000_000) + "/")).isEqualTo("414 URI Too Long\n");
      assertThat(log.lines())
          .containsExactly(
              "WARN a path of 1000001 characters is too long for the regular expression"
                  + " '^(?:[a-z]|[0-9]x)*/$'");
    }
  }

  private static UrlRouter table(int size) {
    var router = new UrlRouter().rePath("^(?P<any>\\w+)/all/$", refusing(404));
    for (var i = 0; i < size; i++) {
      router = router.path("r%d/".formatted(i), refusing(404));
      router = router.path("r%d/<int:n>/".formatted(i), refusing(404));
    }
    return router;
  }

  private static int examined(UrlRouter router, String path) {
    return numbers(router, path).size();
  }

  private static List<Integer> numbers(UrlRouter router, String path) {
    var numbers = new ArrayList<Integer>();
    var candidates = router.candidates(path);
    for (var i = candidates.next(); i != PrefixTree.Candidates.NONE; i = candidates.next()) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Application refusing(int status) {
    return (scope, inbox, outbox) -> {
      throw new DenyException(status, "no");
    };
  }

  private static String get(Application application, String path) {
    var answer = HttpCommunicator.to(application).path(path).exchange();
    return answer.status() + " " + answer.text();
  }
}
