package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.web.CookieMiddleware;
import dev.sluice.web.OriginPolicy;

/**
 * The middleware that gives each connection its cookies, its session and its user. Safe for use by
 * many threads.
 *
 * <p>A WebSocket handshake that carries the session's cookie is refused with 403 unless it comes
 * from a page of the same origin or of a trusted one, since browsers send cookies along with the
 * handshakes of any page (RFC 6455, section 10.2). Channels leaves that to a second middleware.
 */
public final class AuthMiddlewareStack implements Middleware {

  private final SessionMiddleware sessions;
  private final Authentication authentication;
  private final Middleware origins;

  /** Makes one that trusts the origins of a policy. */
  public AuthMiddlewareStack(
      SessionMiddleware sessions, Authentication authentication, OriginPolicy trusted) {
    this(sessions, authentication, new SessionOriginRule(sessions.cookieName(), trusted));
  }

  private AuthMiddlewareStack(
      SessionMiddleware sessions, Authentication authentication, Middleware origins) {
    this.sessions = sessions;
    this.authentication = authentication;
    this.origins = origins;
  }

  /**
   * Returns one that lets any page on the web open a WebSocket in the name of its visitor. Do this
   * only behind something else that checks the origin.
   */
  public AuthMiddlewareStack unsafeAllowAnyOrigin() {
    return new AuthMiddlewareStack(sessions, authentication, inner -> inner);
  }

  @Override
  public Application wrap(Application inner) {
    return new CookieMiddleware()
        .andThen(origins)
        .andThen(sessions)
        .andThen(new AuthMiddleware(authentication))
        .wrap(inner);
  }
}
