package dev.sluice.django;

import dev.sluice.sessions.SessionStore;
import dev.sluice.sessions.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

final class JdbcSessionStoreContractTest extends SessionStoreContract {

  private final Site site = Site.inMemory();

  @Override
  protected SessionStore store(Clock clock) {
    return new JdbcSessionStore(site.database, new SessionCodec(site.keys, clock), clock);
  }

  @AfterEach
  void close() {
    site.close();
  }
}
