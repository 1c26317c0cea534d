package dev.sluice.web;

import java.util.Locale;

/** Why a request may have been forged: the reasons of Django 5.2. */
public enum CsrfFailure {
  /** The {@code Origin} is neither the site's own nor trusted. */
  BAD_ORIGIN,
  /** Over TLS, neither {@code Origin} nor {@code Referer} came. */
  NO_REFERER,
  /** The {@code Referer} is no URL with a host. */
  MALFORMED_REFERER,
  /** The request came over TLS, but from a page that did not. */
  INSECURE_REFERER,
  /** The {@code Referer} is neither of the site itself nor trusted. */
  BAD_REFERER,
  /** The cookie with the secret did not come. */
  NO_COOKIE,
  /** The cookie holds no secret. */
  BAD_COOKIE,
  /** Neither the form nor the header has a token. */
  NO_TOKEN,
  /** What came is no token. */
  BAD_TOKEN,
  /** The token belongs to another secret. */
  WRONG_TOKEN;

  /** The reason as clients and logs see it, such as {@code no-cookie}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
