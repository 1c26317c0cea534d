package dev.sluice.auth;

import dev.sluice.Attribute;
import dev.sluice.ConnectionScope;
import dev.sluice.Scope;
import dev.sluice.sessions.Session;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a connection is at the moment; belongs to that connection, as its {@link Session} does. */
final class Ownership {

  private static final Attribute<Ownership> KEY =
      Attribute.of("user", Ownership.class, "AuthMiddlewareStack or TokenAuthMiddleware");

  /** Null where the user came without a session. */
  private final @Nullable SessionOwner sessionOwner;

  /** Null until somebody asks. */
  private @Nullable Identity identity;

  /** Null where nothing tells it. */
  private @Nullable Instant expires;

  private Ownership(
      @Nullable SessionOwner sessionOwner, @Nullable Identity identity, @Nullable Instant expires) {
    this.sessionOwner = sessionOwner;
    this.identity = identity;
    this.expires = expires;
  }

  /** A session and those who know whose it is. */
  record SessionOwner(Session session, Authentication authentication) {}

  static Ownership of(Scope scope) {
    return scope.get(KEY);
  }

  static ConnectionScope bySession(ConnectionScope scope, Authentication authentication) {
    var owner = new SessionOwner(Session.of(scope), authentication);
    return scope.with(KEY, new Ownership(owner, null, null));
  }

  /** Asks {@code finder} unless the user is known already. */
  static ConnectionScope by(Auth.UserFinder finder, ConnectionScope scope) throws Exception {
    return byGrant(
        it -> finder.find(it).map(user -> new TokenGrant(user, Optional.empty())), scope);
  }

  /** Asks {@code finder} unless the user is known already. */
  static ConnectionScope byGrant(GrantFinder finder, ConnectionScope scope) throws Exception {
    var outer = scope.find(KEY);
    if (outer.filter(it -> it.identity().isAuthenticated()).isPresent()) {
      return scope;
    }
    var owner = outer.map(it -> it.sessionOwner).orElse(null);
    var grant = finder.find(scope).filter(it -> it.user().isActive());
    var identity = grant.<Identity>map(TokenGrant::user).orElseGet(AnonymousUser::new);
    var expires = grant.flatMap(TokenGrant::expires).orElse(null);
    return scope.with(KEY, new Ownership(owner, identity, expires));
  }

  /** A way to tell what came with a connection. */
  @FunctionalInterface
  interface GrantFinder {
    Optional<TokenGrant> find(ConnectionScope scope) throws Exception;
  }

  Identity identity() {
    var known = identity == null ? remembered() : identity;
    identity = known;
    return known;
  }

  /** The end of what was granted, as {@link TokenGrant#expires}. */
  Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  void change(Identity changed) {
    identity = changed;
    expires = null;
  }

  SessionOwner sessionOwner() {
    if (sessionOwner == null) {
      throw new IllegalStateException(
          "the user of this connection came without a session (expected: AuthMiddlewareStack around)");
    }
    return sessionOwner;
  }

  private Identity remembered() {
    var owner = sessionOwner();
    return owner.authentication().user(owner.session());
  }
}
