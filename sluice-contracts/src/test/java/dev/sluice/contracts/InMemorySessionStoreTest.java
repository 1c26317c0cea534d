package dev.sluice.contracts;

import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;

final class InMemorySessionStoreTest extends SessionStoreContract {

  @Override
  protected SessionStore store(Clock clock) {
    return new InMemorySessionStore(clock);
  }
}
