package dev.sluice.auth;

import dev.sluice.Scope;
import dev.sluice.sessions.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private final AuthListeners listeners;

  private Authentication(
      List<AuthenticationBackend> backends, SessionAuthHash hash, AuthListeners listeners) {
    this.backends = List.copyOf(backends);
    this.hash = hash;
    this.listeners = listeners;
  }

  /** Returns one that asks the backends in their order. */
  public static Authentication of(SessionAuthHash hash, AuthenticationBackend... backends) {
    return new Authentication(List.of(backends), hash, AuthListeners.none());
  }

  /** Returns one that also tells {@code listener} of logins and logouts. */
  public Authentication withListener(AuthListener listener) {
    return new Authentication(backends, hash, listeners.with(listener));
  }

  /**
   * Returns one that also tells {@code listener} of each session that a login or logout here ends,
   * such as {@link Connections}, which then closes the session's other WebSockets.
   */
  public Authentication withAuthorityListener(AuthorityListener listener) {
    return new Authentication(backends, hash, listeners.withEnder(listener));
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
    var found = login.flatMap(this::remembered);
    if (found.isEmpty()) {
      return new AnonymousUser();
    }
    var credentials = found.get();
    if (!hash.matches(credentials, login.get().hash())) {
      flush(session);
      return new AnonymousUser();
    }
    renew(session, login.get(), hash.of(credentials));
    return credentials.user();
  }

  /**
   * Returns the user that a session belongs to by what the store has of it now, and nobody if that
   * is nothing. Does otherwise as {@link #user}, except that it renews no hash.
   */
  Identity presentUser(Session session) {
    var login = session.stored().flatMap(SessionLogin::find);
    var found = login.flatMap(this::remembered);
    if (found.isEmpty()) {
      return new AnonymousUser();
    }
    if (!hash.matches(found.get(), login.get().hash())) {
      flush(session);
      return new AnonymousUser();
    }
    return found.get().user();
  }

  /**
   * Returns, by their keys, the ids of the users to whom sessions with these values belong; others
   * are left out.
   */
  Map<String, String> holders(Map<String, Map<String, @Nullable Object>> sessions) {
    var logins = new HashMap<String, SessionLogin>();
    sessions.forEach(
        (String key, Map<String, @Nullable Object> values) ->
            SessionLogin.find(values).ifPresent(login -> logins.put(key, login)));
    var holders = new HashMap<String, String>();
    for (var backend : backends) {
      var ours = new HashMap<>(logins);
      ours.values().removeIf(login -> !login.backend().equals(backend.path()));
      logins.keySet().removeAll(ours.keySet()); // the first of two with one path counts
      addHolders(ours, backend, holders);
    }
    return holders;
  }

  private void addHolders(
      Map<String, SessionLogin> logins,
      AuthenticationBackend backend,
      Map<String, String> holders) {
    if (logins.isEmpty()) {
      return;
    }
    var ids = logins.values().stream().map(SessionLogin::userId).collect(Collectors.toSet());
    var found = backend.findAll(ids);
    logins.forEach(
        (key, login) -> {
          var credentials = found.get(login.userId());
          if (credentials != null && hash.matches(credentials, login.hash())) {
            holders.put(key, credentials.user().id());
          }
        });
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
