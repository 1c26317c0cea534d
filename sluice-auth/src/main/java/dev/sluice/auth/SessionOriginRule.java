package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Middleware;
import dev.sluice.WebSocketScope;
import dev.sluice.web.Cookies;
import dev.sluice.web.Origin;
import dev.sluice.web.OriginPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The middleware that keeps other sites' pages from using a visitor's session on a WebSocket. */
record SessionOriginRule(String cookieName, OriginPolicy trusted) implements Middleware {

  private static final Logger LOG = LoggerFactory.getLogger(SessionOriginRule.class);

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(this::check).wrap(inner);
  }

  private ConnectionScope check(ConnectionScope scope) {
    if (!carriesSession(scope) || trusted.allows(scope)) {
      return scope;
    }
    LOG.info(
        "{} refused: it carries the cookie {} and its origin is {} (expected: the site's own, or one of the trusted origins, Django's CSRF_TRUSTED_ORIGINS)",
        scope.id(),
        cookieName,
        origin(scope));
    throw new DenyException(403, "Origin not allowed");
  }

  private boolean carriesSession(ConnectionScope scope) {
    return scope instanceof WebSocketScope && Cookies.of(scope).find(cookieName).isPresent();
  }

  private static String origin(ConnectionScope scope) {
    return scope
        .headers()
        .first("Origin")
        .map(text -> Origin.parse(text).map(Origin::toString).orElse("unreadable"))
        .orElse("missing");
  }
}
