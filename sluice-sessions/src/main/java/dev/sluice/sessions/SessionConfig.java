package dev.sluice.sessions;

import dev.sluice.web.SameSite;
import dev.sluice.web.SetCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How sessions and their cookies behave: Django 5.2's settings {@code SESSION_*}.
 *
 * @param cookieName {@code SESSION_COOKIE_NAME}: a token
 * @param age {@code SESSION_COOKIE_AGE}: how long a session lasts after it was last saved, in whole
 *     seconds
 * @param domain {@code SESSION_COOKIE_DOMAIN}: the site and its subdomains, or empty: one host only
 * @param path {@code SESSION_COOKIE_PATH}
 * @param secure {@code SESSION_COOKIE_SECURE}: whether the cookie travels over TLS only
 * @param httpOnly {@code SESSION_COOKIE_HTTPONLY}: whether it is kept from scripts
 * @param sameSite {@code SESSION_COOKIE_SAMESITE}
 * @param saveEveryRequest {@code SESSION_SAVE_EVERY_REQUEST}: whether each HTTP response saves its
 *     session, and so prolongs it
 * @param expireAtBrowserClose {@code SESSION_EXPIRE_AT_BROWSER_CLOSE}: whether the client forgets
 *     the cookie when it closes
 */
public record SessionConfig(
    String cookieName,
    Duration age,
    String domain,
    String path,
    boolean secure,
    boolean httpOnly,
    SameSite sameSite,
    boolean saveEveryRequest,
    boolean expireAtBrowserClose) {

  /**
   * Refuses what would make no cookie.
   *
   * @throws IllegalArgumentException for an age below a second, or attributes that {@link
   *     SetCookie} refuses
   */
  public SessionConfig {
    if (age.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "sessions last %s (expected: at least a second)".formatted(age));
    }
    cookie(SetCookie.of(cookieName, ""), domain, path, secure, sameSite);
  }

  /** Returns Django's defaults: {@code sessionid}, two weeks, HttpOnly, {@code SameSite=Lax}. */
  public static SessionConfig defaults() {
    return new SessionConfig(
        "sessionid", Duration.ofDays(14), "", "/", false, true, SameSite.LAX, false, false);
  }

  /** Returns a configuration with another cookie name. */
  public SessionConfig withCookieName(String changed) {
    return new SessionConfig(
        changed,
        age,
        domain,
        path,
        secure,
        httpOnly,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with another age. */
  public SessionConfig withAge(Duration changed) {
    return new SessionConfig(
        cookieName,
        changed,
        domain,
        path,
        secure,
        httpOnly,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with another domain, or an empty one for one host only. */
  public SessionConfig withDomain(String changed) {
    return new SessionConfig(
        cookieName,
        age,
        changed,
        path,
        secure,
        httpOnly,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with another path. */
  public SessionConfig withPath(String changed) {
    return new SessionConfig(
        cookieName,
        age,
        domain,
        changed,
        secure,
        httpOnly,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with or without {@code Secure}. */
  public SessionConfig withSecure(boolean changed) {
    return new SessionConfig(
        cookieName,
        age,
        domain,
        path,
        changed,
        httpOnly,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with or without {@code HttpOnly}. */
  public SessionConfig withHttpOnly(boolean changed) {
    return new SessionConfig(
        cookieName,
        age,
        domain,
        path,
        secure,
        changed,
        sameSite,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration with another {@code SameSite}. */
  public SessionConfig withSameSite(SameSite changed) {
    return new SessionConfig(
        cookieName,
        age,
        domain,
        path,
        secure,
        httpOnly,
        changed,
        saveEveryRequest,
        expireAtBrowserClose);
  }

  /** Returns a configuration that saves a session with every response, or only a changed one. */
  public SessionConfig withSaveEveryRequest(boolean changed) {
    return new SessionConfig(
        cookieName, age, domain, path, secure, httpOnly, sameSite, changed, expireAtBrowserClose);
  }

  /** Returns a configuration whose cookies end with the browser, or after their age. */
  public SessionConfig withExpireAtBrowserClose(boolean changed) {
    return new SessionConfig(
        cookieName, age, domain, path, secure, httpOnly, sameSite, saveEveryRequest, changed);
  }

  /**
   * Returns how long a session with these values lasts from when it was last saved: {@link #age},
   * unless the values say otherwise, as {@link Session#setExpiry} makes them.
   */
  public Duration lifetime(Map<String, @Nullable Object> values, Instant saved) {
    return new SessionExpiry(this, Clock.fixed(saved, ZoneOffset.UTC)).age(values);
  }

  SetCookie cookie(String key) {
    return cookie(SetCookie.of(cookieName, key), domain, path, secure, sameSite)
        .withHttpOnly(httpOnly);
  }

  /** A client finds the cookie to forget by its name, domain and path. */
  SetCookie deletion() {
    return cookie(SetCookie.deletion(cookieName), domain, path, secure, sameSite);
  }

  private static SetCookie cookie(
      SetCookie cookie, String domain, String path, boolean secure, SameSite sameSite) {
    return cookie.withSecure(secure).withDomain(domain).withPath(path).withSameSite(sameSite);
  }
}
