package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * The backend that knows the users of a {@link UserStore} by their passwords. Only active ones come
 * in. Behaves as Django 5.2's class of this name. Safe for use by many threads.
 */
public final class ModelBackend implements AuthenticationBackend {

  /** What Django calls this backend. */
  public static final String PATH = "django.contrib.auth.backends.ModelBackend";

  private final UserStore users;
  private final PasswordHasher hasher;

  /** Makes one. */
  public ModelBackend(UserStore users, PasswordHasher hasher) {
    this.users = users;
    this.hasher = hasher;
  }

  @Override
  public String path() {
    return PATH;
  }

  /** Takes as long for a name that nobody has as for one that somebody has. */
  @Override
  public Optional<Credentials> authenticate(String username, String password) {
    var found =
        mayBeName(username) ? users.findByUsername(username) : Optional.<Credentials>empty();
    if (found.isEmpty()) {
      hasher.encode(password);
      return Optional.empty();
    }
    return found
        .filter(it -> hasher.verify(password, it.encodedPassword()))
        .filter(it -> it.user().isActive());
  }

  @Override
  public Optional<Credentials> find(String userId) {
    return users.findById(userId).filter(it -> it.user().isActive());
  }

  /** Databases take neither NUL nor half of a surrogate pair, and some take them for others. */
  private static boolean mayBeName(String username) {
    return username.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(username);
  }
}
