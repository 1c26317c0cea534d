package dev.sluice.auth;

import dev.sluice.sessions.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  private final List<AuthenticationBackend> backends;
  private final SessionAuthHash hash;
  private final List<AuthListener> listeners;

  private Authentication(
      List<AuthenticationBackend> backends, SessionAuthHash hash, List<AuthListener> listeners) {
    this.backends = List.copyOf(backends);
    this.hash = hash;
    this.listeners = List.copyOf(listeners);
  }

  /** Returns one that asks the backends in their order. */
  public static Authentication of(SessionAuthHash hash, AuthenticationBackend... backends) {
    return new Authentication(List.of(backends), hash, List.of());
  }

  /** Returns one that also tells {@code listener} of logins and logouts. */
  public Authentication withListener(AuthListener listener) {
    var more = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
    return new Authentication(backends, hash, more);
  }

  /**
   * Returns the user with this name and password, as the first backend knows them that does; empty
   * if none does, or if one before it throws {@link PermissionDeniedException}.
   */
  public Optional<Authenticated> authenticate(String username, String password) {
    try {
      return backends.stream()
          .flatMap(backend -> tried(backend, username, password).stream())
          .findFirst();
    } catch (PermissionDeniedException _) {
      return Optional.empty();
    }
  }

  /**
   * Returns the user that a session belongs to. A session whose user is gone, inactive, or known to
   * no backend here is nobody's, and is kept. A session that does not remember the user's present
   * password is flushed.
   */
  public Identity user(Session session) {
    var login = SessionLogin.find(session);
    var found = login.flatMap(this::remembered);
    if (found.isEmpty()) {
      return new AnonymousUser();
    }
    var credentials = found.get();
    if (!hash.matches(credentials, login.get().hash())) {
      session.flush();
      return new AnonymousUser();
    }
    renew(session, login.get(), hash.of(credentials));
    return credentials.user();
  }

  /**
   * Makes a session a user's, without saving it. An anonymous session keeps its values under a new
   * key; one of another user, or of this one with another password, is flushed.
   */
  void login(Session session, Authenticated authenticated) {
    var credentials = authenticated.credentials();
    var login =
        new SessionLogin(credentials.user().id(), authenticated.backend(), hash.of(credentials));
    if (!SessionLogin.isIn(session)) {
      session.cycleKey();
    } else if (!login.isSameUserIn(session)) {
      session.flush();
    }
    login.writeTo(session);
  }

  void tell(AuthEvent event) {
    listeners.forEach(listener -> listener.hear(event));
  }

  private Optional<Credentials> remembered(SessionLogin login) {
    return backends.stream()
        .filter(backend -> backend.path().equals(login.backend()))
        .findFirst()
        .flatMap(backend -> backend.find(login.userId()));
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
