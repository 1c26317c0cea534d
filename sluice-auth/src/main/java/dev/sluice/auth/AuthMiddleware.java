package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.Middleware;
import dev.sluice.WebSocketScope;

/**
 * The middleware that takes the user from the session. It needs a {@link
 * dev.sluice.sessions.SessionMiddleware} around it. Safe for use by many threads.
 *
 * <p>The user of a WebSocket is found out here, that of an HTTP request when the application first
 * asks, so that a page that is the same for everybody needs no look at the session.
 */
public final class AuthMiddleware implements Middleware {

  private final Authentication authentication;

  /** Makes one. */
  public AuthMiddleware(Authentication authentication) {
    this.authentication = authentication;
  }

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(this::withUser).wrap(inner);
  }

  private ConnectionScope withUser(ConnectionScope scope) {
    var changed = Ownership.bySession(scope, authentication);
    if (changed instanceof WebSocketScope) {
      Auth.of(changed).identity();
    }
    return changed;
  }
}
