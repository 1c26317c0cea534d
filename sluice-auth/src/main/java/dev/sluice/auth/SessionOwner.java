package dev.sluice.auth;

import dev.sluice.sessions.Session;
import java.util.Optional;

/** A session and those who know whose it is. */
record SessionOwner(Session session, Authentication authentication) implements Owner {

  @Override
  public void login(Authenticated authenticated) {
    authentication.login(session, authenticated);
  }

  /** Saves the session, unless the response is going to. */
  @Override
  public void keep() {
    if (!session.isSavedByResponse()) {
      session.save();
    }
  }

  @Override
  public void keepNow() {
    if (session.isModified()) {
      session.save();
    }
  }

  /** Returns one who was found before the session was kept, whose key may be another by now. */
  Holder kept(Holder before) {
    keepNow();
    return holder(before.user()).until(before.credential().expires());
  }

  @Override
  public void logout() {
    authentication.flush(session);
  }

  @Override
  public Holder holder(Authenticated authenticated) {
    return holder(authenticated.user());
  }

  /** Whose the session was when it was read. */
  Optional<Holder> remembered() {
    return authentication.user(session) instanceof User user
        ? Optional.of(holder(user))
        : Optional.empty();
  }

  @Override
  public Optional<Holder> present() {
    return authentication.presentUser(session) instanceof User user
        ? Optional.of(holder(user))
        : Optional.empty();
  }

  private Holder holder(User user) {
    var authority = new Authority.Sessions(session.store(), authentication.logins());
    return Holder.of(user, authority, session.key().orElse(""));
  }
}
