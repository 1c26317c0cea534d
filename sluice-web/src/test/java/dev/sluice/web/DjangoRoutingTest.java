package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes and their names, beside a real Django. */
final class DjangoRoutingTest {

  private static final String NAMES =
      String.join(
          " ",
          "root room n u s p special accent page date year optional two mixed",
          "literal back begin anywhere middle three dollar chat:room chat:re",
          "inside index deep:er:leaf deep:leaf nosuch chat:nosuch nosuch:room",
          "open:index");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  private static final View NOTHING = request -> Response.text("");

  /** Kind, pattern, name or namespace, and what is inside a mount. */
  private record Line(String kind, String pattern, String name, List<Line> inner) {

    static Line path(String pattern, String name) {
      return new Line("path", pattern, name, List.of());
    }

    static Line rePath(String pattern, String name) {
      return new Line("re_path", pattern, name, List.of());
    }

    List<Object> json() {
      return List.of(kind, pattern, name, inner.stream().map(Line::json).toList());
    }
  }

  private static final List<Line> LINES =
      List.of(
          Line.path("", "root"),
          Line.path("rooms/<slug:room>/", "room"),
          Line.path("rooms/<slug:room>/<int:page>/", "room"),
          Line.path("n/<int:n>/", "n"),
          Line.path("u/<uuid:u>/", "u"),
          Line.path("s/<s>/", "s"),
          Line.path("p/<path:p>/end", "p"),
          Line.path("a.b+(c)/<s>/", "special"),
          Line.path("é/<s>/", "accent"),
          Line.path("<path:all>.html", "page"),
          Line.path("<int:y>-<int:m>/", "date"),
          Line.rePath("^articles/(?P<year>[0-9]{4})/$", "year"),
          Line.rePath("^o/(?:page-(?P<page>\\d+)/)?$", "optional"),
          Line.rePath("^x/(\\d+)/(\\d+)/$", "two"),
          Line.rePath("^m/(\\d+)/(?P<n>\\d+)/$", "mixed"),
          Line.rePath("^l\\.t/\\d/[^/]/[abc]/\\w+/.?$", "literal"),
          Line.rePath("^back/(?P<a>\\w+)-(?P=a)/$", "back"),
          Line.rePath("^begin/(?P<rest>\\w*)", "begin"),
          Line.rePath("anywhere/$", "anywhere"),
          Line.rePath("middle", "middle"),
          Line.rePath("^three/(a){3}/$", "three"),
          Line.rePath("^dollar\\$", "dollar"),
          new Line(
              "mount",
              "chat/<slug:team>/",
              "chat",
              List.of(Line.path("room/<int:n>/", "room"), Line.rePath("^re/(?P<id>\\d+)/$", "re"))),
          new Line(
              "mount",
              "open/",
              "",
              List.of(Line.path("in/<s>/", "inside"), Line.path("", "index"))),
          new Line(
              "mount",
              "deep/",
              "deep",
              List.of(new Line("mount", "er/<int:n>/", "er", List.of(Line.path("<s>", "leaf"))))));

  private static final List<String> VALUES =
      List.of(
          "a",
          "a b",
          "a/b",
          "é",
          "5",
          "005",
          "-5",
          "2024",
          "20245",
          UUID,
          UUID.toUpperCase(Locale.ROOT),
          "a%b?c#d",
          "!$&'()*+,;=:@~",
          "/x",
          "//x",
          "",
          "x\n",
          "😀",
          "aaa",
          "page-1",
          "..");

  @Test
  void matchesWhatDjangoMatches() {
    var paths = new ArrayList<String>();
    for (var line : LINES) {
      for (var value : VALUES) {
        var path =
            line.pattern().replaceAll("<[^>]*>|\\([^)]*\\)\\??|[\\^$]", value.replace("$", "\\$"));
        Stream.of("/%s", "//%s", "/%s/", "/x/%s", "/%sx", "/%s\n")
            .map(it -> it.formatted(path))
            .forEach(paths::add);
      }
    }
    var router = router(LINES);

    var django = ask(paths, List.of()).get("matches");

    for (var i = 0; i < paths.size(); i++) {
      assertThat(JSON.valueToTree(match(router, paths.get(i))).toString())
          .as(paths.get(i))
          .isEqualTo(django.get(i).toString());
    }
    assertThat(django.valueStream().filter(it -> !it.isNull()).count()).isGreaterThan(300);
  }

  private static Object match(UrlRouter router, String path) {
    var text = path.replaceFirst("^/+", "");
    var candidates = router.candidates(text);
    for (var i = candidates.next(); i != PrefixTree.Candidates.NONE; i = candidates.next()) {
      var match = router.routes().get(i).pattern().match(text);
      if (match.isPresent() && !LINES.get(i).kind().equals("mount")) {
        var found = match.get();
        return List.of(i, found.args(), inOrder(found), found.remaining());
      }
    }
    return JSON.nullNode();
  }

  private static Map<String, String> inOrder(UrlMatch found) {
    var values = new LinkedHashMap<String, String>();
    found.values().forEach((name, value) -> values.put(name, value.toString()));
    return values;
  }

  @Test
  void reversesAsDjangoReverses() {
    var reverses = reverses();
    var router = router(LINES);

    var django = ask(List.of(), reverses).get("urls");

    for (var i = 0; i < reverses.size(); i++) {
      var it = reverses.get(i);
      assertThat(url(router, it).orElse("none"))
          .as(it.toString())
          .isEqualTo(django.get(i).asString("none"));
    }
    assertThat(django.valueStream().filter(it -> !it.isNull()).count()).isGreaterThan(150);
  }

  private static Optional<String> url(UrlRouter router, List<Object> it) {
    var name = (String) it.get(0);
    try {
      return Optional.of(
          it.get(2) instanceof Map<?, ?> kwargs && !kwargs.isEmpty()
              ? router.reverse(name, named(kwargs))
              : router.reverse(name, ((List<?>) it.get(1)).toArray()));
    } catch (NoReverseMatchException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> named(Map<?, ?> kwargs) {
    var named = new HashMap<String, Object>();
    kwargs.forEach((name, value) -> named.put((String) name, value));
    return named;
  }

  private static List<List<Object>> reverses() {
    var names = NAMES.split(" ", -1);
    var reverses = new ArrayList<List<Object>>();
    for (var name : names) {
      reverses.add(List.of(name, List.of(), Map.of()));
      for (var value : VALUES) {
        reverses.add(List.of(name, List.of(value), Map.of()));
        reverses.add(List.of(name, List.of(value, 7), Map.of()));
        reverses.add(List.of(name, List.of("a", value), Map.of()));
        for (var key : List.of("room", "n", "u", "s", "p", "all", "year", "page", "a", "rest")) {
          reverses.add(List.of(name, List.of(), Map.of(key, value)));
        }
        for (var other : List.of("page", "n", "team", "m")) {
          reverses.add(List.of(name, List.of(), Map.of("room", value, other, 7)));
          reverses.add(List.of(name, List.of(), Map.of("s", value, other, 7)));
          reverses.add(
              List.of(
                  name, List.of(), Map.of("team", value, other.equals("team") ? "y" : other, 7)));
        }
      }
    }
    return reverses;
  }

  private static JsonNode ask(List<String> paths, List<List<Object>> reverses) {
    var routes = LINES.stream().map(Line::json).toList();
    return DjangoScript.ask(
        "/django/routing.py", Map.of("routes", routes, "paths", paths, "reverses", reverses));
  }

  private static UrlRouter router(List<Line> lines) {
    var router = new UrlRouter();
    for (var line : lines) {
      router =
          switch (line.kind()) {
            case "path" -> router.view(line.pattern(), NOTHING).named(line.name());
            case "re_path" ->
                router.rePath(line.pattern(), View.application(NOTHING)).named(line.name());
            default -> mounted(router, line);
          };
    }
    return router;
  }

  private static UrlRouter mounted(UrlRouter router, Line line) {
    var inner = router(line.inner());
    var mounted = router.mount(line.pattern(), inner);
    return line.name().isEmpty() ? mounted : mounted.namespace(line.name(), inner);
  }
}
