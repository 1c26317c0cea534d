package dev.sluice.auth;

import dev.sluice.sessions.Session;
import java.util.Optional;

/** A session and those who know whose it is. */
record SessionOwner(Session session, Authentication authentication) {

  /** Whose the session was when it was read. */
  Optional<Holder> remembered() {
    return authentication.user(session) instanceof User user
        ? Optional.of(holder(user))
        : Optional.empty();
  }

  /** Whose the session is now. */
  Optional<Holder> present() {
    return authentication.presentUser(session) instanceof User user
        ? Optional.of(holder(user))
        : Optional.empty();
  }

  Holder holder(User user) {
    var authority = new Authority.Sessions(session.store(), authentication);
    return Holder.of(user, authority, session.key().orElse(""));
  }
}
