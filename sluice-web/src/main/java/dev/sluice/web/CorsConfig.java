package dev.sluice.web;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which pages of other sites may read this site's answers: the settings of django-cors-headers
 * 3.14, with its defaults.
 *
 * @param allowedOrigins {@code CORS_ALLOWED_ORIGINS}, such as {@code https://example.com:8443}, or
 *     {@code null} for pages without an origin
 * @param allowedOriginPatterns {@code CORS_ALLOWED_ORIGIN_REGEXES}; each must match the whole
 *     origin, whereas the original is content with the beginning
 * @param allowAllOrigins {@code CORS_ALLOW_ALL_ORIGINS}
 * @param allowCredentials {@code CORS_ALLOW_CREDENTIALS}: cookies may come along
 * @param allowHeaders {@code CORS_ALLOW_HEADERS}
 * @param allowMethods {@code CORS_ALLOW_METHODS}
 * @param exposeHeaders {@code CORS_EXPOSE_HEADERS}
 * @param preflightMaxAge {@code CORS_PREFLIGHT_MAX_AGE}, in whole seconds; zero is not told
 * @param paths {@code CORS_URLS_REGEX}: where all this holds; must match the path's beginning
 */
public record CorsConfig(
    List<String> allowedOrigins,
    List<Pattern> allowedOriginPatterns,
    boolean allowAllOrigins,
    boolean allowCredentials,
    List<String> allowHeaders,
    List<String> allowMethods,
    List<String> exposeHeaders,
    Duration preflightMaxAge,
    Pattern paths) {

  private static final List<String> DEFAULT_HEADERS =
      List.of(
          "accept",
          "accept-encoding",
          "authorization",
          "content-type",
          "dnt",
          "origin",
          "user-agent",
          "x-csrftoken",
          "x-requested-with");
  private static final List<String> DEFAULT_METHODS =
      List.of("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT");

  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if an allowed origin has no scheme or host, or has a path
   */
  public CorsConfig {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedOriginPatterns = List.copyOf(allowedOriginPatterns);
    allowHeaders = List.copyOf(allowHeaders);
    allowMethods = List.copyOf(allowMethods);
    exposeHeaders = List.copyOf(exposeHeaders);
    allowedOrigins.forEach(CorsConfig::requireOrigin);
  }

  /** Returns the defaults, under which no other site may read anything. */
  public static CorsConfig defaults() {
    return new CorsConfig(
        List.of(),
        List.of(),
        false,
        false,
        DEFAULT_HEADERS,
        DEFAULT_METHODS,
        List.of(),
        Duration.ofDays(1),
        Pattern.compile("/"));
  }

  /** Returns the defaults, but some sites may read. */
  public static CorsConfig allowing(List<String> origins) {
    return defaults().withOrigins(origins, List.of());
  }

  /** Returns these settings, but every site may read what it gets without cookies. */
  public CorsConfig withAllOrigins() {
    return new CorsConfig(
        allowedOrigins,
        allowedOriginPatterns,
        true,
        allowCredentials,
        allowHeaders,
        allowMethods,
        exposeHeaders,
        preflightMaxAge,
        paths);
  }

  /** Returns these settings with other sites. */
  public CorsConfig withOrigins(List<String> origins, List<Pattern> patterns) {
    return new CorsConfig(
        origins,
        patterns,
        allowAllOrigins,
        allowCredentials,
        allowHeaders,
        allowMethods,
        exposeHeaders,
        preflightMaxAge,
        paths);
  }

  /** Returns these settings with cookies allowed. */
  public CorsConfig withCredentials() {
    return new CorsConfig(
        allowedOrigins,
        allowedOriginPatterns,
        allowAllOrigins,
        true,
        allowHeaders,
        allowMethods,
        exposeHeaders,
        preflightMaxAge,
        paths);
  }

  /** Returns these settings for some paths only. */
  public CorsConfig withPaths(Pattern changed) {
    return new CorsConfig(
        allowedOrigins,
        allowedOriginPatterns,
        allowAllOrigins,
        allowCredentials,
        allowHeaders,
        allowMethods,
        exposeHeaders,
        preflightMaxAge,
        changed);
  }

  private static void requireOrigin(String origin) {
    if (!origin.equals("null") && !origin.equals("file://") && Origin.parse(origin).isEmpty()) {
      throw new IllegalArgumentException(
          "an allowed origin is %s (expected: scheme, host and perhaps port and nothing else, such as https://example.com)"
              .formatted(LogText.of(origin)));
    }
  }
}
