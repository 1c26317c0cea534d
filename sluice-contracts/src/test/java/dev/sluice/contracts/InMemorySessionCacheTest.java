package dev.sluice.contracts;

import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.SessionCache;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

final class InMemorySessionCacheTest extends SessionCacheContract {

  @Override
  protected SessionCache cache() {
    return new InMemorySessionCache(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }
}
