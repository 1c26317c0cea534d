package dev.sluice.auth;

import dev.sluice.Attribute;
import dev.sluice.CancelledException;
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

  private static final String LOG_IN_AGAIN = "log in again";

  /** Null where nobody can log in: the user came without a session. */
  private final @Nullable Owner owner;

  /** Null where nobody ends connections. */
  private final @Nullable Registration registration;

  private Source source;

  private boolean known;

  private long changes;

  /** Null for nobody. */
  private @Nullable Holder holder;

  private Ownership(Scope scope, @Nullable Owner owner, Source source) {
    this.owner = owner;
    this.registration = scope.find(Registration.KEY).orElse(null);
    this.source = source;
    begin();
    if (registration != null) {
      registration.onLive(this::becomeLive);
    }
  }

  /** Tells whose a connection is, by asking afresh. */
  @FunctionalInterface
  interface Source {
    Optional<Holder> find() throws Exception;
  }

  /** Tells whose a connection is by what came with it. */
  @FunctionalInterface
  interface HolderFinder {
    Optional<Holder> find(ConnectionScope scope) throws Exception;
  }

  static Ownership of(Scope scope) {
    return scope.get(KEY);
  }

  static ConnectionScope bySession(ConnectionScope scope, Authentication authentication) {
    var owner = new SessionOwner(Session.of(scope), authentication);
    return scope.with(KEY, new Ownership(scope, owner, owner::present));
  }

  /** Lets a login make the connection a user's, unless that is somebody else's business. */
  static Scope byPassword(Scope scope, Authentication authentication, UserStore users) {
    if (scope.find(KEY).isPresent()) {
      return scope;
    }
    var owner = new PasswordOwner(authentication, users);
    var ownership = new Ownership(scope, owner, owner::present);
    ownership.settle(null);
    return scope.with(KEY, ownership);
  }

  /** Asks {@code finder} unless the user is known already. */
  static ConnectionScope by(HolderFinder finder, ConnectionScope scope) throws Exception {
    var outer = scope.find(KEY);
    if (outer.filter(it -> it.identity().isAuthenticated()).isPresent()) {
      return scope;
    }
    var owner = outer.map(it -> it.owner).orElse(null);
    Source source = () -> finder.find(scope).filter(it -> it.user().isActive());
    var ownership = new Ownership(scope, owner, source);
    ownership.settle(source.find().orElse(null));
    return scope.with(KEY, ownership);
  }

  Identity identity() {
    if (!known) {
      settle(sessionOwner().remembered().orElse(null));
    }
    return holder == null ? new AnonymousUser() : holder.user();
  }

  /** How often it has been found out anew whose the connection is. */
  long changes() {
    return changes;
  }

  /** When the connection ceases to be the user's, if that is known. */
  Optional<Instant> expires() {
    return Optional.ofNullable(holder)
        .map(it -> it.credential().expires())
        .filter(it -> !it.equals(Instant.MAX));
  }

  /**
   * Asks the stores whose the connection is now. If they cannot be asked it stays whose it was,
   * unless something has ended meanwhile that it may have lived by.
   */
  Identity refresh() {
    var before = holder;
    var wasKnown = known;
    release(); // or a flush would end this socket too, which its application is about to decide
    @Nullable Holder found;
    try {
      found = ask();
    } catch (RuntimeException e) {
      adopt(isDoubtful() ? null : before);
      known = wasKnown;
      throw e;
    }
    settle(
        found != null && before != null && isSame(found, before)
            ? found.until(before.credential().expires())
            : found);
    return identity();
  }

  /** Makes the connection nobody's until somebody logs in, whatever else it came with. */
  void leave() {
    var left = owner();
    source = left::present;
    release();
  }

  /** Makes the connection nobody's for the moment. */
  void release() {
    begin();
    adopt(null);
  }

  /** Keeps a login: at once if the connection lives by it, so that others can end it. */
  void keep() {
    if (registration != null && registration.isLive()) {
      owner().keepNow();
      return;
    }
    owner().keep();
  }

  /**
   * Makes the connection the user's who has just logged in; after {@link #release}. What the login
   * rests on may have ended between the look at the password and now, which no mark covers, so a
   * live connection asks again, and ends if it has.
   */
  void become(Authenticated authenticated) {
    var changed = owner();
    source = changed::present;
    var found = changed.holder(authenticated);
    adopt(found);
    if (registration != null && registration.isLive() && !stillHolds(found, known)) {
      registration.end(LOG_IN_AGAIN);
    }
  }

  /** Lets the connection be the user's no longer than to {@code end}. */
  void endAt(Instant end) {
    if (registration == null || !identity().isAuthenticated() || holder == null) {
      throw new IllegalStateException(
          "this connection cannot be given an end (expected: a user's WebSocket, with Revalidation"
              + " around what finds the user)");
    }
    adopt(holder.until(end));
  }

  /** What a login changes. */
  Owner owner() {
    if (owner == null) {
      throw withoutSession();
    }
    return owner;
  }

  SessionOwner sessionOwner() {
    if (owner instanceof SessionOwner session) {
      return session;
    }
    throw withoutSession();
  }

  private static IllegalStateException withoutSession() {
    return new IllegalStateException(
        "the user of this connection came without a session (expected: AuthMiddlewareStack"
            + " around)");
  }

  private void begin() {
    if (registration != null) {
      registration.begin();
    }
  }

  /** Registers who was found; if something has ended meanwhile, then only if that still holds. */
  private void settle(@Nullable Holder found) {
    var wasKnown = known;
    adopt(found);
    if (found != null && isDoubtful() && !stillHolds(found, wasKnown)) {
      adopt(null);
    }
  }

  /** Whether something has ended since {@link #begin} that this connection may live by. */
  private boolean isDoubtful() {
    return registration != null && registration.isDoubtful();
  }

  /** Asks the stores once more. If they cannot be asked, the connection is nobody's. */
  private boolean stillHolds(Holder found, boolean wasKnown) {
    try {
      var again = ask();
      return again != null && isSame(again, found);
    } catch (RuntimeException e) {
      adopt(null);
      known = wasKnown;
      throw e;
    }
  }

  /** Has the request end with its authority from now on, which it may have lost already. */
  private void becomeLive() {
    var before = known ? holder : null;
    try {
      if (known) {
        settle(before == null ? null : kept(before));
      } else {
        identity();
      }
    } finally { // if a store fails, too
      if (before != null && holder == null && registration != null) {
        registration.end(LOG_IN_AGAIN);
      }
    }
  }

  /** Has a login saved that the response would have saved later, as nobody could look for it. */
  private Holder kept(Holder found) {
    return owner instanceof SessionOwner session
            && found.credential().authority() instanceof Authority.Sessions
        ? session.kept(found)
        : found;
  }

  private void adopt(@Nullable Holder changed) {
    holder = changed;
    known = true;
    changes++;
    if (registration != null) {
      registration.change(changed == null ? null : changed.credential());
    }
  }

  private @Nullable Holder ask() {
    try {
      return source.find().orElse(null);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new CancelledException();
    } catch (Exception e) {
      throw new IllegalStateException("cannot find out whose the connection is", e);
    }
  }

  private static boolean isSame(Holder one, Holder other) {
    return one.credential().authority().equals(other.credential().authority())
        && one.credential().key().equals(other.credential().key())
        && one.user().id().equals(other.user().id());
  }
}
