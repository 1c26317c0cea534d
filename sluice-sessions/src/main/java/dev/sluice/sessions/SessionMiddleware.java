package dev.sluice.sessions;

import dev.sluice.Application;
import dev.sluice.ChannelScope;
import dev.sluice.ConnectionScope;
import dev.sluice.Denials;
import dev.sluice.ExtensionScope;
import dev.sluice.HttpScope;
import dev.sluice.LifespanScope;
import dev.sluice.Middleware;
import dev.sluice.web.Cookies;
import dev.sluice.web.SetCookie;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The middleware that gives each connection its client's {@link Session}, unless one further out
 * has done so. It needs a {@link dev.sluice.web.CookieMiddleware} around it. Safe for use by many
 * threads.
 *
 * <p>A refusal by {@link dev.sluice.DenyException} is answered here, since it is a response that
 * saves the session like any other.
 */
public final class SessionMiddleware implements Middleware {

  private final SessionStore store;
  private final SessionExpiry expiry;
  private final SessionKeys keys;

  /**
   * Makes one.
   *
   * @param random makes the keys, so it must be a {@link java.security.SecureRandom}, or as good
   */
  public SessionMiddleware(
      SessionStore store, SessionConfig config, Clock clock, RandomGenerator random) {
    this.store = store;
    this.expiry = new SessionExpiry(config, clock);
    this.keys = new SessionKeys(random);
  }

  /** The name of the cookie that carries a session's key. */
  public String cookieName() {
    return expiry.config().cookieName();
  }

  /** Returns the cookie that tells a client the key of a session, if the store has that session. */
  public Optional<SetCookie> cookie(String key) {
    return store.find(key).map(session -> expiry.cookie(key, session.values()));
  }

  @Override
  public Application wrap(Application inner) {
    var answering = Denials.answer().wrap(inner);
    return (scope, inbox, outbox) -> {
      switch (scope) {
        case ConnectionScope connection when hasSession(connection) ->
            inner.serve(scope, inbox, outbox);
        case HttpScope request -> {
          var session = open(request);
          var saving = new SessionOutbox(outbox, request, session, expiry);
          answering.serve(request.with(Session.KEY, session), inbox, saving);
        }
        case ConnectionScope socket ->
            inner.serve(socket.with(Session.KEY, open(socket)), inbox, outbox);
        case ChannelScope _, LifespanScope _, ExtensionScope _ -> inner.serve(scope, inbox, outbox);
      }
    };
  }

  private Session open(ConnectionScope scope) {
    var claim = Cookies.of(scope).find(cookieName()).orElse("");
    var row = new SessionRow(store, keys, claim);
    return new Session(row, expiry, scope instanceof HttpScope);
  }

  private static boolean hasSession(ConnectionScope scope) {
    return scope.find(Session.KEY).isPresent();
  }
}
