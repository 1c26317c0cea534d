package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DenyException;
import dev.sluice.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class CorsMiddlewareTest {

  private static final String SITE = "http://front.example.com";
  private static final String REGEX = "^https://\\w+\\.example\\.org$";

  @Test
  void saysExactlyWhatDjangoCorsHeadersSays() {
    var cases =
        sites()
            .flatMap(site -> requests().map(request -> new Case(site, request)))
            .filter(it -> !it.differsOnPurpose())
            .toList();

    var django = DjangoScript.ask("/django/cors.py", cases.stream().map(Case::question).toList());

    for (var i = 0; i < cases.size(); i++) {
      assertThat(cases.get(i).answer())
          .as(cases.get(i).toString())
          .isEqualTo(Answer.of(django.get(i)));
    }
  }

  @Test
  void answersAPreflightForAPathThatDoesNotExist() {
    var cors = new CorsMiddleware(CorsConfig.defaults().withAllOrigins());
    var headers = Headers.of("Origin", "null").with("Access-Control-Request-Method", "DELETE");
    var served =
        Served.by(
            cors.wrap(
                (_, _, _) -> {
                  throw new DenyException(404, "Not Found");
                }),
            Scopes.http("OPTIONS", "http", "/nowhere/", headers));

    assertThat(served.status()).isEqualTo(200);
    assertThat(served.headers().first("Content-Length")).contains("0");
    assertThat(served.headers().first("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void letsAPageReadARefusal() {
    var cors = new CorsMiddleware(CorsConfig.allowing(List.of(SITE)));
    var served =
        Served.by(
            cors.wrap(
                (_, _, _) -> {
                  throw new DenyException(401, "Log in first");
                }),
            Scopes.get(Headers.of("Origin", SITE)));

    assertThat(served.status()).isEqualTo(401);
    assertThat(served.headers().first("Access-Control-Allow-Origin")).contains(SITE);
  }

  @Test
  void wantsAPatternToMatchTheWholeOrigin() {
    var open = Pattern.compile("https://.*\\.example\\.org");
    var cors = new CorsMiddleware(CorsConfig.defaults().withOrigins(List.of(), List.of(open)));
    var evil = Headers.of("Origin", "https://a.example.org.evil.com");

    assertThat(Served.by(cors.wrap(Served.OK), Scopes.get(evil)).headers().fields())
        .containsExactly(new Headers.Field("Vary", "Origin"));
  }

  @Test
  void letsWebSocketsPass() {
    var cors = new CorsMiddleware(CorsConfig.defaults());

    var served = Served.by(cors.wrap(Served.OK), Scopes.webSocket(Headers.of("Origin", SITE)));

    assertThat(served.status()).isEqualTo(101);
  }

  @Test
  void refusesAnAllowedOriginThatCannotMatch() {
    for (var origin : List.of("example.com", "http://example.com/", "*")) {
      assertThatThrownBy(() -> CorsConfig.allowing(List.of(origin)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + origin + "'");
    }
  }

  @Test
  void warnsThatAllOriginsWithCredentialsIsNoProtection() {
    try (var log = new LogLines(CorsMiddleware.class)) {
      var _ = new CorsMiddleware(CorsConfig.defaults().withAllOrigins().withCredentials());

      assertThat(log.lines()).singleElement().asString().startsWith("WARN");
    }
  }

  /** The same settings for Django and for us. */
  private record Site(Map<String, Object> settings, CorsConfig config) {}

  private record Asked(String method, String path, Map<String, String> headers, String vary) {}

  private static Stream<Site> sites() {
    var origins = List.of(SITE, "https://b.example.com:8443", "null");
    var some = CorsConfig.allowing(origins);
    return Stream.of(
        new Site(Map.of(), CorsConfig.defaults()),
        new Site(Map.of("CORS_ALLOWED_ORIGINS", origins), some),
        new Site(
            Map.of("CORS_ALLOWED_ORIGINS", origins, "CORS_ALLOW_CREDENTIALS", true),
            some.withCredentials()),
        new Site(Map.of("CORS_ALLOW_ALL_ORIGINS", true), CorsConfig.defaults().withAllOrigins()),
        new Site(
            Map.of("CORS_ALLOW_ALL_ORIGINS", true, "CORS_ALLOW_CREDENTIALS", true),
            CorsConfig.defaults().withAllOrigins().withCredentials()),
        new Site(
            Map.of("CORS_ALLOWED_ORIGIN_REGEXES", List.of(REGEX)),
            CorsConfig.defaults().withOrigins(List.of(), List.of(Pattern.compile(REGEX)))),
        new Site(
            Map.of("CORS_URLS_REGEX", "/api/", "CORS_ALLOWED_ORIGINS", origins),
            some.withPaths(Pattern.compile("/api/"))),
        everything(),
        withoutMaxAge());
  }

  private static Site everything() {
    return new Site(
        Map.of(
            "CORS_ALLOWED_ORIGINS", List.of(SITE),
            "CORS_ALLOW_CREDENTIALS", true,
            "CORS_ALLOW_HEADERS", List.of("x-one", "x-two"),
            "CORS_ALLOW_METHODS", List.of("GET"),
            "CORS_EXPOSE_HEADERS", List.of("x-count", "etag"),
            "CORS_PREFLIGHT_MAX_AGE", 60,
            "CORS_URLS_REGEX", "^/api/.*$"),
        new CorsConfig(
            List.of(SITE),
            List.of(),
            false,
            true,
            List.of("x-one", "x-two"),
            List.of("GET"),
            List.of("x-count", "etag"),
            Duration.ofSeconds(60),
            Pattern.compile("^/api/.*$")));
  }

  private static Site withoutMaxAge() {
    var defaults = CorsConfig.defaults();
    return new Site(
        Map.of("CORS_ALLOW_ALL_ORIGINS", true, "CORS_PREFLIGHT_MAX_AGE", 0),
        new CorsConfig(
            List.of(),
            List.of(),
            true,
            false,
            defaults.allowHeaders(),
            defaults.allowMethods(),
            List.of(),
            Duration.ZERO,
            defaults.paths()));
  }

  private static Stream<Asked> requests() {
    var origins =
        List.of(
            SITE,
            "HTTP://front.example.com",
            "http://FRONT.example.com",
            "https://front.example.com",
            "http://front.example.com:80",
            "http://front.example.com/path",
            "https://b.example.com:8443",
            "https://b.example.com",
            "https://sub.example.org",
            "https://sub.example.org.evil.com",
            "null",
            "file://",
            "garbage",
            "http://[::1",
            "");
    var simple =
        origins.stream()
            .flatMap(
                origin ->
                    Stream.of(
                        new Asked("GET", "/api/x", Map.of("Origin", origin), ""),
                        new Asked("OPTIONS", "/", Map.of("Origin", origin), ""),
                        preflight("/api/x", origin),
                        preflight("/other", origin)));
    var others =
        Stream.of(
            new Asked("GET", "/api/x", Map.of(), ""),
            new Asked("POST", "/api/x", Map.of("Origin", SITE), "Accept, Cookie"),
            new Asked("POST", "/api/x", Map.of("Origin", SITE), "accept,ORIGIN"),
            new Asked("POST", "/api/x", Map.of("Origin", SITE), "*"),
            new Asked("GET", "/other", Map.of("Origin", SITE), ""),
            new Asked("OPTIONS", "/", Map.of("Access-Control-Request-Method", "PUT"), ""));
    return Stream.concat(simple, others);
  }

  private static Asked preflight(String path, String origin) {
    var headers =
        Map.of(
            "Origin", origin,
            "Access-Control-Request-Method", "POST",
            "Access-Control-Request-Headers", "content-type");
    return new Asked("OPTIONS", path, headers, "");
  }

  private record Case(Site site, Asked asked) {

    /** To the original anything without a scheme is as good as {@code null}. */
    boolean differsOnPurpose() {
      return site.config().allowedOrigins().contains("null")
          && "garbage".equals(asked.headers().get("Origin"));
    }

    Map<String, Object> question() {
      return Map.of(
          "settings", site.settings(),
          "method", asked.method(),
          "path", asked.path(),
          "headers", asked.headers(),
          "vary", asked.vary());
    }

    Answer answer() {
      var headers = Headers.none();
      for (var field : asked.headers().entrySet()) {
        headers = headers.with(field.getKey(), field.getValue());
      }
      var given = asked.vary().isEmpty() ? Headers.none() : Headers.of("Vary", asked.vary());
      var reached = new boolean[1];
      var served =
          Served.by(
              new CorsMiddleware(site.config())
                  .wrap(
                      (_, _, outbox) -> {
                        reached[0] = true;
                        Served.answer(outbox, given);
                      }),
              Scopes.http(asked.method(), "http", asked.path(), headers));
      return Answer.of(served.headers(), !reached[0]);
    }
  }

  private record Answer(Map<String, String> headers, boolean preflight) {

    static Answer of(JsonNode django) {
      var headers = new TreeMap<String, String>();
      django
          .get("headers")
          .properties()
          .forEach(it -> headers.put(it.getKey(), it.getValue().asString()));
      return new Answer(headers, django.get("preflight").asBoolean());
    }

    static Answer of(Headers headers, boolean preflight) {
      var told = new TreeMap<String, String>();
      for (var field : headers.fields()) {
        var name = field.name().toLowerCase(Locale.ROOT);
        if (name.equals("vary") || name.startsWith("access-control-")) {
          told.put(name, field.value());
        }
      }
      return new Answer(told, preflight);
    }
  }
}
