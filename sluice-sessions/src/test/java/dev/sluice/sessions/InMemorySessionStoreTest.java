package dev.sluice.sessions;

import java.time.Clock;

final class InMemorySessionStoreTest extends SessionStoreContract {

  @Override
  protected SessionStore store(Clock clock) {
    return new InMemorySessionStore(clock);
  }
}
