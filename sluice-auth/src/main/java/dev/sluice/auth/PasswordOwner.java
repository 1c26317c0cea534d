package dev.sluice.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection without a session, which is a user's from a login to its end. */
final class PasswordOwner implements Owner {

  private final Authentication authentication;
  private final Authority.Passwords authority;

  /** Null before a login, and after a logout. */
  private @Nullable String key;

  PasswordOwner(Authentication authentication, UserStore users) {
    this.authentication = authentication;
    this.authority = new Authority.Passwords(users);
  }

  @Override
  public Authentication authentication() {
    return authentication;
  }

  @Override
  public void login(Authenticated authenticated) {
    key = Authority.Passwords.key(authenticated.credentials());
  }

  @Override
  public void keep() {}

  @Override
  public void keepNow() {}

  @Override
  public void logout() {
    key = null;
  }

  @Override
  public Holder holder(Authenticated authenticated) {
    var credentials = authenticated.credentials();
    return Holder.of(credentials.user(), authority, Authority.Passwords.key(credentials));
  }

  @Override
  public Optional<Holder> present() {
    var current = key;
    return current == null
        ? Optional.empty()
        : authority.find(current).map(user -> Holder.of(user, authority, current));
  }
}
