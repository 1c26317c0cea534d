package dev.sluice.auth;

import dev.sluice.Scope;
import dev.sluice.sessions.Session;
import java.util.List;
import java.util.Optional;

/**
 * A site's ways to find out who somebody is, by name and password or by session. Immutable, and
 * safe for use by many threads. Behaves as the functions of Django 5.2's {@code
 * django.contrib.auth}.
 *
 * <p>Unlike Channels' {@code get_user} it accepts what a session remembers under a former secret
 * key, and writes it anew. The session keeps its key at that, where Django changes it, so that it
 * also lasts on a WebSocket and in requests that run side by side.
 */
public final class Authentication {

  private final SessionLogins logins;
  private final AuthListeners listeners;

  private Authentication(SessionLogins logins, AuthListeners listeners) {
    this.logins = logins;
    this.listeners = listeners;
  }

  /** Returns one that asks the backends in their order. */
  public static Authentication of(SessionAuthHash hash, AuthenticationBackend... backends) {
    return new Authentication(new SessionLogins(List.of(backends), hash), AuthListeners.none());
  }

  /** Returns one that also tells {@code listener} of logins and logouts. */
  public Authentication withListener(AuthListener listener) {
    return new Authentication(logins, listeners.with(listener));
  }

  /**
   * Returns one that also tells {@code listener} of each session that a login or logout here ends,
   * such as {@link Connections}, which then closes the session's other WebSockets.
   */
  public Authentication withAuthorityListener(AuthorityListener listener) {
    return new Authentication(logins, listeners.withEnder(listener));
  }

  /**
   * Returns the user with this name and password, as the first backend knows them that does; empty
   * if none does, or if one before it throws {@link PermissionDeniedException}.
   */
  public Optional<Authenticated> authenticate(String username, String password) {
    try {
      return logins.backends().stream()
          .flatMap(backend -> tried(backend, username, password).stream())
          .findFirst();
    } catch (PermissionDeniedException _) {
      return Optional.empty();
    }
  }

  /**
   * Does the same for whoever is at the other end of a connection, and tells the listeners if it
   * fails.
   */
  public Optional<Authenticated> authenticate(Scope scope, String username, String password) {
    var found = authenticate(username, password);
    if (found.isEmpty()) {
      tell(new AuthEvent.LoginFailed(username, scope));
    }
    return found;
  }

  /**
   * Returns the user that a session belongs to. A session whose user is gone, inactive, or known to
   * no backend here is nobody's, and is kept. A session that does not remember the user's present
   * password is flushed.
   */
  public Identity user(Session session) {
    var login = SessionLogin.find(session);
    var found = login.flatMap(logins::find);
    if (found.isEmpty()) {
      return new AnonymousUser();
    }
    var credentials = found.get();
    if (!logins.hold(credentials, login.get())) {
      flush(session);
      return new AnonymousUser();
    }
    renew(session, login.get(), logins.hash().of(credentials));
    return credentials.user();
  }

  /**
   * Returns the user that a session belongs to by what the store has of it now, and nobody if that
   * is nothing. Does otherwise as {@link #user}, except that it renews no hash.
   */
  Identity presentUser(Session session) {
    var login = session.stored().flatMap(SessionLogin::find);
    var found = login.flatMap(logins::find);
    if (found.isEmpty()) {
      return new AnonymousUser();
    }
    if (!logins.hold(found.get(), login.get())) {
      flush(session);
      return new AnonymousUser();
    }
    return found.get().user();
  }

  /** Who can tell whose sessions are; the same for whatever listeners there are. */
  SessionLogins logins() {
    return logins;
  }

  /**
   * Makes a session a user's, without saving it. An anonymous session keeps its values under a new
   * key; one of another user, or of this one with another password, is flushed.
   */
  void login(Session session, Authenticated authenticated) {
    var credentials = authenticated.credentials();
    var login =
        new SessionLogin(
            credentials.user().id(), authenticated.backend(), logins.hash().of(credentials));
    if (!SessionLogin.isIn(session)) {
      session.cycleKey();
    } else if (!login.isSameUserIn(session)) {
      flush(session);
    }
    login.writeTo(session);
  }

  /** Forgets everything in a session, and ends whatever else it keeps open. */
  void flush(Session session) {
    var key = session.key();
    session.flush();
    key.map(AuthorityEnd.SessionEnded::new).ifPresent(listeners::tell);
  }

  void tell(AuthEvent event) {
    listeners.tell(event);
  }

  /** Replaces a hash that holds, but was made with a former secret key. */
  private static void renew(Session session, SessionLogin login, String current) {
    if (login.hasHash(current)) {
      return;
    }
    new SessionLogin(login.userId(), login.backend(), current).writeTo(session);
    if (!session.isSavedByResponse()) {
      session.save();
    }
  }

  private static Optional<Authenticated> tried(
      AuthenticationBackend backend, String username, String password) {
    return backend
        .authenticate(username, password)
        .map(credentials -> new Authenticated(credentials, backend.path()));
  }
}
