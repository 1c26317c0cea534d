package dev.sluice.web;

import java.time.Duration;
import java.util.List;

/**
 * The settings of {@link Csrf}: those of Django 5.2, with its defaults.
 *
 * @param cookieName {@code CSRF_COOKIE_NAME}
 * @param headerName {@code CSRF_HEADER_NAME}, as clients write it
 * @param maxAge {@code CSRF_COOKIE_AGE}, in whole seconds
 * @param path {@code CSRF_COOKIE_PATH}
 * @param domain {@code CSRF_COOKIE_DOMAIN}, or empty for this host only
 * @param secure {@code CSRF_COOKIE_SECURE}
 * @param httpOnly {@code CSRF_COOKIE_HTTPONLY}
 * @param sameSite {@code CSRF_COOKIE_SAMESITE}
 * @param trustedOrigins {@code CSRF_TRUSTED_ORIGINS}, as for {@link OriginPolicy}
 */
public record CsrfConfig(
    String cookieName,
    String headerName,
    Duration maxAge,
    String path,
    String domain,
    boolean secure,
    boolean httpOnly,
    SameSite sameSite,
    List<String> trustedOrigins) {

  /** Keeps a copy. */
  public CsrfConfig {
    trustedOrigins = List.copyOf(trustedOrigins);
  }

  /** Returns Django's defaults. */
  public static CsrfConfig defaults() {
    return new CsrfConfig(
        "csrftoken",
        "X-CSRFToken",
        Duration.ofDays(7 * 52),
        "/",
        "",
        false,
        false,
        SameSite.LAX,
        List.of());
  }

  /** Returns these settings with a cookie for TLS only, or for all connections. */
  public CsrfConfig withSecure(boolean changed) {
    return new CsrfConfig(
        cookieName, headerName, maxAge, path, domain, changed, httpOnly, sameSite, trustedOrigins);
  }

  /** Returns these settings with a cookie for a domain. */
  public CsrfConfig withDomain(String changed) {
    return new CsrfConfig(
        cookieName, headerName, maxAge, path, changed, secure, httpOnly, sameSite, trustedOrigins);
  }

  /** Returns these settings with other origins trusted. */
  public CsrfConfig withTrustedOrigins(List<String> changed) {
    return new CsrfConfig(
        cookieName, headerName, maxAge, path, domain, secure, httpOnly, sameSite, changed);
  }

  /** Returns the cookie that holds a secret. */
  SetCookie cookie(String secret) {
    return SetCookie.of(cookieName, secret)
        .withPath(path)
        .withDomain(domain)
        .withSecure(secure)
        .withHttpOnly(httpOnly)
        .withSameSite(sameSite);
  }
}
