package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.testing.HttpCommunicator;
import java.time.Year;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What docs/guide/routing.md shows. */
final class RoutingGuideTest {

  // begin paths
  static UrlRouter paths() {
    return new UrlRouter()
        .view("", request -> Response.text("front page"))
        .view("rooms/<slug:room>/", RoutingGuideTest::room)
        .view("rooms/<slug:room>/<int:page>/", RoutingGuideTest::room);
  }

  static Response room(Request request) {
    var params = PathParams.of(request.scope());
    var page = params.names().contains("page") ? params.integer("page") : 1;
    return Response.text(params.string("room") + ", page " + page);
  }

  // end paths

  // begin converter
  static UrlRouter archive() {
    return new UrlRouter()
        .converter("yyyy", PathConverter.of(Year.class, "[0-9]{4}", Year::parse))
        .view("archive/<yyyy:year>/", RoutingGuideTest::year);
  }

  static Response year(Request request) {
    var year = PathParams.of(request.scope()).get("year", Year.class);
    return Response.text(year.isLeap() ? "a leap year" : "a common year");
  }

  // end converter

  // begin repath
  static UrlRouter versions(Application page) {
    return new UrlRouter()
        .rePath("^api/v(?P<version>\\d+)/$", page)
        .rePath("^api/$", page)
        .extra("version", "1");
  }

  // end repath

  // begin mount
  static UrlRouter site(Middleware users) {
    var chat =
        new UrlRouter()
            .view("", request -> Response.text("all rooms"))
            .view("<slug:room>/", RoutingGuideTest::room)
            .named("room");
    return new UrlRouter()
        .mount("chat/<int:team>/", users.wrap(chat))
        .namespace("chat", chat)
        .view("chat/<int:team>/help/me/", request -> Response.text("help"));
  }

  // end mount

  // begin reverse
  static String link(UrlRouter site) {
    return site.reverse("chat:room", Map.of("team", 7, "room", "lobby"));
  }

  // end reverse

  @Test
  void choosesByPath() {
    assertThat(get(paths(), "/")).isEqualTo("front page");
    assertThat(get(paths(), "/rooms/lobby/")).isEqualTo("lobby, page 1");
    assertThat(get(paths(), "/rooms/lobby/3/")).isEqualTo("lobby, page 3");
    assertThat(get(paths(), "/rooms/lobby")).isEqualTo("Not Found\n");
  }

  @Test
  void convertsAndFindsAnExtra() {
    var version = answer(params -> params.string("version"));

    assertThat(get(archive(), "/archive/2024/")).isEqualTo("a leap year");
    assertThat(get(archive(), "/archive/24/")).isEqualTo("Not Found\n");
    assertThat(get(versions(version), "/api/v3/")).isEqualTo("3");
    assertThat(get(versions(version), "/api/")).isEqualTo("1");
  }

  @Test
  void mountsThroughMiddlewareAndGoesOnAfterAMiss() {
    var site = site(Middleware.onConnection(scope -> scope));

    assertThat(get(site, "/chat/7/")).isEqualTo("all rooms");
    assertThat(get(site, "/chat/7/lobby/")).isEqualTo("lobby, page 1");
    assertThat(get(site, "/chat/7/help/me/")).isEqualTo("help");
    assertThat(link(site)).isEqualTo("/chat/7/lobby/");
  }

  private static Application answer(Function<PathParams, String> text) {
    return View.application(request -> Response.text(text.apply(PathParams.of(request.scope()))));
  }

  private static String get(Application application, String path) {
    return HttpCommunicator.to(application).path(path).exchange().text();
  }
}
