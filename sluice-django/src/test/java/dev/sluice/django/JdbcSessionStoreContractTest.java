package dev.sluice.django;

import dev.sluice.contracts.SessionStoreContract;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class JdbcSessionStoreContractTest extends SessionStoreContract {

  private final Site site;

  JdbcSessionStoreContractTest(Kind kind, Sites sites) {
    this.site = sites.migrated(kind);
  }

  @Override
  protected SessionStore store(Clock clock) {
    return new JdbcSessionStore(site.database, new SessionCodec(site.keys, clock), clock);
  }

  @AfterEach
  void close() {
    site.close();
  }
}
