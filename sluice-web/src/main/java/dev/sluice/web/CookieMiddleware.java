package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.Middleware;

/**
 * The middleware that reads the client's {@link Cookies}, unless one further out has done so. Safe
 * for use by many threads.
 */
public final class CookieMiddleware implements Middleware {

  /** Makes one. */
  public CookieMiddleware() {}

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(CookieMiddleware::withCookies).wrap(inner);
  }

  private static ConnectionScope withCookies(ConnectionScope scope) {
    return scope.find(Cookies.KEY).isPresent()
        ? scope
        : scope.with(Cookies.KEY, Cookies.parse(scope.headers()));
  }
}
