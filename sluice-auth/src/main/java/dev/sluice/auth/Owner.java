package dev.sluice.auth;

import java.util.Optional;

/** What a login on a connection changes, and what then makes the connection the user's. */
sealed interface Owner permits SessionOwner, PasswordOwner {

  /** Who finds out who somebody is. */
  Authentication authentication();

  /** Makes it the user's, without keeping that for other connections yet. */
  void login(Authenticated authenticated);

  /** Keeps a login for other connections, where there is a place for that. */
  void keep();

  /** Keeps it now, since something that others may do is to end the connection. */
  void keepNow();

  /** Makes it nobody's. */
  void logout();

  /** Whose it is, just after a login. */
  Holder holder(Authenticated authenticated);

  /** Whose it is by what the stores have now. */
  Optional<Holder> present();
}
