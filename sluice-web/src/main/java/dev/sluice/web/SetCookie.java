package dev.sluice.web;

import dev.sluice.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A cookie for the client to keep, written as Django 5.2 writes it (RFC 6265, section 4.1).
 *
 * @param name a token; with the prefix {@code __Host-} or {@code __Secure-} browsers' rules hold
 * @param value Latin-1 without control characters
 * @param maxAge for how long, in whole seconds; none with no {@code expires}: until the browser
 *     closes
 * @param expires until when, for clients that do not know {@code Max-Age}
 * @param path below which the client sends it, or empty: below the page's own
 * @param domain the site and its subdomains, or empty: this host only
 * @param secure whether the client sends it over TLS only
 * @param httpOnly whether it is kept from the page's scripts
 * @param sameSite when it goes along with another site's requests
 */
public record SetCookie(
    String name,
    String value,
    Optional<Duration> maxAge,
    Optional<Instant> expires,
    String path,
    String domain,
    boolean secure,
    boolean httpOnly,
    SameSite sameSite) {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Refuses what browsers would refuse, or read as something else.
   *
   * @throws IllegalArgumentException for a bad name, a character that no value, path or domain can
   *     hold, {@code SameSite=None} without {@code Secure}, or a prefixed name without what the
   *     prefix promises
   */
  public SetCookie {
    if (name.isEmpty() || !name.chars().allMatch(CookieQuoting::isPlain)) {
      throw new IllegalArgumentException(
          "a cookie's name is %s (expected: letters, digits and marks such as - and _)"
              .formatted(LogText.of(name)));
    }
    CookieQuoting.quote(value);
    requireAttribute("path", path);
    requireAttribute("domain", domain);
    if (sameSite == SameSite.NONE && !secure) {
      throw new IllegalArgumentException(
          "cookie %s has SameSite=None without Secure, which browsers drop; call withSecure(true) first"
              .formatted(name));
    }
    if (name.startsWith("__Secure-") && !secure) {
      throw new IllegalArgumentException("cookie %s is not Secure".formatted(name));
    }
    if (name.startsWith("__Host-") && !(secure && domain.isEmpty() && path.equals("/"))) {
      throw new IllegalArgumentException(
          "cookie %s must be Secure, without Domain and with Path=/".formatted(name));
    }
  }

  /**
   * Returns a cookie for the whole of this host, with {@code SameSite=Lax}, that lasts until the
   * browser closes; it is {@code Secure} if its name promises so.
   */
  public static SetCookie of(String name, String value) {
    var secure = name.startsWith("__Host-") || name.startsWith("__Secure-");
    return new SetCookie(
        name, value, Optional.empty(), Optional.empty(), "/", "", secure, false, SameSite.LAX);
  }

  /** Returns what makes a client forget a cookie; path and domain must be those it was set with. */
  public static SetCookie deletion(String name) {
    return of(name, "").withMaxAge(Duration.ZERO).withExpires(Instant.EPOCH);
  }

  /** Returns a cookie that lasts for a time, told by {@code Max-Age} and by {@code expires}. */
  public SetCookie lasting(Duration time, Clock clock) {
    return withMaxAge(time).withExpires(clock.instant().plus(time));
  }

  /** Returns a cookie with another {@code Max-Age}. */
  public SetCookie withMaxAge(Duration time) {
    return new SetCookie(
        name, value, Optional.of(time), expires, path, domain, secure, httpOnly, sameSite);
  }

  /** Returns a cookie with another {@code expires}. */
  public SetCookie withExpires(Instant time) {
    return new SetCookie(
        name, value, maxAge, Optional.of(time), path, domain, secure, httpOnly, sameSite);
  }

  /** Returns a cookie with another path, or an empty one. */
  public SetCookie withPath(String changed) {
    return new SetCookie(name, value, maxAge, expires, changed, domain, secure, httpOnly, sameSite);
  }

  /** Returns a cookie for another domain, or with an empty one for this host. */
  public SetCookie withDomain(String changed) {
    return new SetCookie(name, value, maxAge, expires, path, changed, secure, httpOnly, sameSite);
  }

  /** Returns a cookie with or without {@code Secure}. */
  public SetCookie withSecure(boolean changed) {
    return new SetCookie(name, value, maxAge, expires, path, domain, changed, httpOnly, sameSite);
  }

  /** Returns a cookie with or without {@code HttpOnly}. */
  public SetCookie withHttpOnly(boolean changed) {
    return new SetCookie(name, value, maxAge, expires, path, domain, secure, changed, sameSite);
  }

  /** Returns a cookie with another {@code SameSite}. */
  public SetCookie withSameSite(SameSite changed) {
    return new SetCookie(name, value, maxAge, expires, path, domain, secure, httpOnly, changed);
  }

  /** Returns the value of the {@code Set-Cookie} field, its attributes in Django's order. */
  public String header() {
    var text = new StringBuilder(name).append('=').append(CookieQuoting.quote(value));
    append(text, "Domain", domain);
    expires.ifPresent(time -> append(text, "expires", HTTP_DATE.format(time)));
    text.append(httpOnly ? "; HttpOnly" : "");
    maxAge.ifPresent(time -> append(text, "Max-Age", String.valueOf(time.toSeconds())));
    append(text, "Path", path);
    append(text, "SameSite", sameSite.text());
    return text.append(secure ? "; Secure" : "").toString();
  }

  /** Returns header fields with this cookie behind them. */
  public Headers addTo(Headers headers) {
    return headers.with("Set-Cookie", header());
  }

  /** Leaves out the value, which may be a secret. */
  @Override
  public String toString() {
    return "SetCookie[" + name + "]";
  }

  private static void append(StringBuilder text, String attribute, String value) {
    if (!value.isEmpty()) {
      text.append("; ").append(attribute).append('=').append(value);
    }
  }

  private static void requireAttribute(String attribute, String value) {
    if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';')) {
      throw new IllegalArgumentException(
          "a cookie's %s is %s (expected: ASCII without control characters and semicolons)"
              .formatted(attribute, LogText.of(value)));
    }
  }
}
