package dev.sluice.manage;

import dev.sluice.auth.AuthEvent;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.AuthenticationBackend;
import dev.sluice.auth.Connections;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.PasswordHasher;
import dev.sluice.auth.UserStore;
import dev.sluice.django.DjangoSessionAuthHash;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.Users;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Who finds out who somebody is at a site. Made when first asked for, since a site without a secret
 * key has no such; and the same from then on, so that what is asked about many connections at a
 * time is asked about all of them.
 */
final class Logins {

  private final SiteConfig config;
  private final UserStore userStore;
  private final PasswordHasher hasher;
  private final Users users;
  private final Connections connections;
  private final Clock clock;

  /** Null until somebody asks. */
  private @Nullable Authentication authentication;

  Logins(
      SiteConfig config,
      UserStore userStore,
      PasswordHasher hasher,
      Users users,
      Connections connections,
      Clock clock) {
    this.config = config;
    this.userStore = userStore;
    this.hasher = hasher;
    this.users = users;
    this.connections = connections;
    this.clock = clock;
  }

  synchronized Authentication authentication(SecretKeys keys) {
    if (authentication == null) {
      authentication = make(keys);
    }
    return authentication;
  }

  private Authentication make(SecretKeys keys) {
    var hash = new DjangoSessionAuthHash(keys, config.storage().legacyHashing());
    var backends = config.auth().backends().stream().map(this::backend);
    return Authentication.of(hash, backends.toArray(AuthenticationBackend[]::new))
        .withListener(this::rememberLogin)
        .withAuthorityListener(connections);
  }

  private AuthenticationBackend backend(String path) {
    var plain = new ModelBackend(userStore, hasher);
    var backend = config.passwords().upgrades() ? plain.withUpgrade(users::replacePassword) : plain;
    return path.equals(ModelBackend.ALL_USERS_PATH) ? backend.allowingAllUsers() : backend;
  }

  private void rememberLogin(AuthEvent event) {
    if (event instanceof AuthEvent.LoggedIn(var user, _)) {
      users.touchLastLogin(user.id(), clock.instant());
    }
  }
}
