package dev.sluice.bench;

import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one session of a site, for which its database is asked in vain.
 *
 * @param mark ends the statement, so that another one is another statement
 */
record AskedSessions(SignedInSite site, SessionRecord session, Supplier<String> mark)
    implements SessionStore {

  @Override
  public Optional<SessionRecord> find(String key) {
    return site.askForSession(mark.get()).isEmpty() ? Optional.empty() : Optional.of(session);
  }

  @Override
  public boolean insert(SessionRecord added) {
    return false;
  }

  @Override
  public boolean update(SessionRecord changed) {
    return false;
  }

  @Override
  public void delete(String key) {}

  @Override
  public int clearExpired() {
    return 0;
  }
}
