package dev.sluice.sessions;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.web.CookieMiddleware;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The middleware that gives each connection its cookies and its {@link Session}. Safe for use by
 * many threads.
 */
public final class SessionMiddlewareStack implements Middleware {

  private final Middleware stack;

  /** Makes one; {@link SessionMiddleware} tells what it needs. */
  public SessionMiddlewareStack(
      SessionStore store, SessionConfig config, Clock clock, RandomGenerator random) {
    this.stack =
        new CookieMiddleware().andThen(new SessionMiddleware(store, config, clock, random));
  }

  @Override
  public Application wrap(Application inner) {
    return stack.wrap(inner);
  }
}
