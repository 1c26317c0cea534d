package dev.sluice.manage;

import dev.sluice.web.CorsConfig;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The settings that make a {@link CorsConfig}, named as django-cors-headers names them. */
final class CorsSettings {

  private static final CorsConfig STANDARD = CorsConfig.defaults();

  private static final Setting<List<String>> ALLOWED_ORIGINS =
      Setting.of(
          "cors.allowed_origins",
          new Kind<>(
              "a list of origins such as https://example.com",
              Kind.Shape.LIST,
              raw -> CorsConfig.allowing(Kinds.LIST.parser().apply(raw)).allowedOrigins()),
          "",
          "`CORS_ALLOWED_ORIGINS`: whose pages may read this site's answers.");

  private static final Setting<List<Pattern>> ALLOWED_ORIGIN_REGEXES =
      Setting.of(
          "cors.allowed_origin_regexes",
          new Kind<>(
              "a list of regular expressions",
              Kind.Shape.LIST,
              raw -> Kinds.LIST.parser().apply(raw).stream().map(Pattern::compile).toList()),
          "",
          "`CORS_ALLOWED_ORIGIN_REGEXES`; each must match the whole origin.");

  private static final Setting<Boolean> ALLOW_ALL_ORIGINS =
      Setting.of(
          "cors.allow_all_origins",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.allowAllOrigins()),
          "`CORS_ALLOW_ALL_ORIGINS`.");

  private static final Setting<Boolean> ALLOW_CREDENTIALS =
      Setting.of(
          "cors.allow_credentials",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.allowCredentials()),
          "`CORS_ALLOW_CREDENTIALS`: whether cookies may come along.");

  private static final Setting<List<String>> ALLOW_HEADERS =
      list("cors.allow_headers", STANDARD.allowHeaders(), "`CORS_ALLOW_HEADERS`.");

  private static final Setting<List<String>> ALLOW_METHODS =
      list("cors.allow_methods", STANDARD.allowMethods(), "`CORS_ALLOW_METHODS`.");

  private static final Setting<List<String>> EXPOSE_HEADERS =
      list("cors.expose_headers", STANDARD.exposeHeaders(), "`CORS_EXPOSE_HEADERS`.");

  private static final Setting<Duration> PREFLIGHT_MAX_AGE =
      Setting.of(
          "cors.preflight_max_age",
          Kinds.DURATION_OR_ZERO,
          Kinds.durationText(STANDARD.preflightMaxAge()),
          "`CORS_PREFLIGHT_MAX_AGE`; 0 is not told.");

  private static final Setting<Pattern> URLS_REGEX =
      Setting.of(
          "cors.urls_regex",
          Kind.ofText("a regular expression", Kind.Shape.QUOTED, Pattern::compile),
          STANDARD.paths().pattern(),
          "`CORS_URLS_REGEX`: on which paths all this holds.");

  static final List<Setting<?>> ALL =
      List.of(
          ALLOWED_ORIGINS,
          ALLOWED_ORIGIN_REGEXES,
          ALLOW_ALL_ORIGINS,
          ALLOW_CREDENTIALS,
          ALLOW_HEADERS,
          ALLOW_METHODS,
          EXPOSE_HEADERS,
          PREFLIGHT_MAX_AGE,
          URLS_REGEX);

  private CorsSettings() {}

  static CorsConfig read(Values values) {
    return new CorsConfig(
        values.get(ALLOWED_ORIGINS),
        values.get(ALLOWED_ORIGIN_REGEXES),
        values.get(ALLOW_ALL_ORIGINS),
        values.get(ALLOW_CREDENTIALS),
        values.get(ALLOW_HEADERS),
        values.get(ALLOW_METHODS),
        values.get(EXPOSE_HEADERS),
        values.get(PREFLIGHT_MAX_AGE),
        values.get(URLS_REGEX));
  }

  private static Setting<List<String>> list(String key, List<String> standard, String meaning) {
    return Setting.of(key, Kinds.LIST, String.join(",", standard), meaning);
  }
}
