package dev.sluice.auth;

import dev.sluice.Attribute;
import dev.sluice.DenyException;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What the user of a connection may do. Asked for once, when first needed, and again after a login,
 * a logout, {@link Auth#getUser} or {@link #refresh}. It belongs to one connection and its thread.
 *
 * <pre>{@code
 * new AuthMiddlewareStack(...).andThen(UserPermissions.from(permissions)).wrap(application)
 * ...
 * UserPermissions.of(scope).require("polls.change_poll");
 * }</pre>
 */
public final class UserPermissions {

  private static final Attribute<UserPermissions> KEY =
      Attribute.of("permissions", UserPermissions.class, "UserPermissions.from(...)");

  private final Permissions permissions;
  private final Auth auth;

  /** Null until somebody asks. */
  private @Nullable Known known;

  private UserPermissions(Permissions permissions, Auth auth) {
    this.permissions = permissions;
    this.auth = auth;
  }

  /** What was found out about whoever was there after a change. */
  private record Known(long change, Grants grants) {}

  /**
   * Returns the middleware that makes permissions known inside it. It needs one that knows the user
   * around it, by whatever scheme.
   */
  public static Middleware from(Permissions permissions) {
    return Middleware.onConnection(
        scope -> scope.with(KEY, new UserPermissions(permissions, Auth.of(scope))));
  }

  /**
   * Returns those of a connection's user.
   *
   * @throws dev.sluice.MissingAttributeException without the middleware
   */
  public static UserPermissions of(Scope scope) {
    return scope.get(KEY);
  }

  /** Whether the user may do this, such as {@code app.change_thing}; false for nobody. */
  public boolean has(String permission) {
    return grants().has(permission);
  }

  /** Whether the user may do all of these. */
  public boolean hasAll(Collection<String> names) {
    return grants().hasAll(names);
  }

  /**
   * Refuses a connection whose user may not do this.
   *
   * @throws DenyException with status 401 for nobody, and 403 for a user who may not
   */
  public void require(String permission) {
    auth.requireUser();
    if (!has(permission)) {
      throw new DenyException(403, "you may not do this");
    }
  }

  /** Everything that is known of the user's permissions and groups. */
  public Grants grants() {
    var identity = auth.identity();
    var fresh = known;
    if (fresh == null || fresh.change() != auth.changes()) {
      fresh = new Known(auth.changes(), found(identity));
      known = fresh;
    }
    return fresh.grants();
  }

  /** Forgets what is known, so that the next question is answered afresh. */
  public void refresh() {
    known = null;
  }

  private Grants found(Identity identity) {
    return switch (identity) {
      case AnonymousUser _ -> Grants.none();
      case User user -> permissions.of(user);
    };
  }
}
