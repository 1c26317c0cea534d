package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The backend that knows the users of a {@link UserStore} by their passwords. Only active ones come
 * in, unless {@link #allowingAllUsers} says otherwise. Behaves as Django 5.2's class of this name.
 * Safe for use by many threads.
 */
public final class ModelBackend implements AuthenticationBackend {

  /** What Django calls this backend. */
  public static final String PATH = "django.contrib.auth.backends.ModelBackend";

  /** What Django calls the backend that lets inactive users in too. */
  public static final String ALL_USERS_PATH =
      "django.contrib.auth.backends.AllowAllUsersModelBackend";

  private static final String NOBODYS_PASSWORD = "!";

  private final UserStore users;
  private final PasswordHasher hasher;
  private final String path;
  private final @Nullable PasswordUpgrade upgrade; // null: stored passwords are left alone

  /** Makes one that leaves the stored passwords alone. */
  public ModelBackend(UserStore users, PasswordHasher hasher) {
    this(users, hasher, PATH, null);
  }

  private ModelBackend(
      UserStore users, PasswordHasher hasher, String path, @Nullable PasswordUpgrade upgrade) {
    this.users = users;
    this.hasher = hasher;
    this.path = path;
    this.upgrade = upgrade;
  }

  /**
   * Returns one that encodes a right password anew where {@link PasswordHasher#mustUpdate} says so,
   * an inactive user's too, as Django does. That ends the user's other sessions.
   */
  public ModelBackend withUpgrade(PasswordUpgrade upgrade) {
    return new ModelBackend(users, hasher, path, upgrade);
  }

  /**
   * Returns one that lets inactive users in too, under {@link #ALL_USERS_PATH}: Django 5.2's {@code
   * AllowAllUsersModelBackend}.
   */
  public ModelBackend allowingAllUsers() {
    return new ModelBackend(users, hasher, ALL_USERS_PATH, upgrade);
  }

  @Override
  public String path() {
    return path;
  }

  /** Takes as long for a name that nobody has as for one that somebody has. */
  @Override
  public Optional<Credentials> authenticate(String username, String password) {
    var found =
        mayBeName(username) ? users.findByUsername(username) : Optional.<Credentials>empty();
    if (found.isEmpty()) {
      hasher.verify(password, NOBODYS_PASSWORD);
      return Optional.empty();
    }
    return found
        .filter(it -> hasher.verify(password, it.encodedPassword()))
        .flatMap(it -> upgraded(it, password))
        .filter(this::mayLogIn);
  }

  @Override
  public Optional<Credentials> find(String userId) {
    return users.findById(userId).filter(this::mayLogIn);
  }

  @Override
  public Map<String, Credentials> findAll(Collection<String> userIds) {
    var found = new HashMap<>(users.findAllById(userIds));
    found.values().removeIf(it -> !mayLogIn(it));
    return found;
  }

  private boolean mayLogIn(Credentials found) {
    return found.user().isActive() || path.equals(ALL_USERS_PATH);
  }

  private Optional<Credentials> upgraded(Credentials found, String password) {
    var former = found.encodedPassword();
    if (upgrade == null || !hasher.mustUpdate(former)) {
      return Optional.of(found);
    }
    var encoded = hasher.encode(password);
    if (upgrade.replace(found.user().id(), former, encoded)) {
      return Optional.of(new Credentials(found.user(), encoded));
    }
    return users
        .findById(found.user().id())
        .filter(it -> hasher.verify(password, it.encodedPassword()));
  }

  /** Databases take neither NUL nor half of a surrogate pair, and some take them for others. */
  private static boolean mayBeName(String username) {
    return username.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(username);
  }
}
