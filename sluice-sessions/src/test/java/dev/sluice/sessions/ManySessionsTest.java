package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store has to do itself, to be asked for many sessions at a time. */
final class ManySessionsTest {

  private static final SessionRecord MINE =
      new SessionRecord("mine", Map.of("value", 1), Instant.EPOCH);

  @Test
  void aStoreThatFindsManyRecordsFindsManyValuesToo() {
    var store = new Store(false);
    assertThat(store.valuesOf(List.of("mine", "yours"))).isEqualTo(Map.of("mine", MINE.values()));
  }

  @Test
  void aStoreThatFindsOneFindsMany() {
    SessionStore store = new InMemorySessionStore(Clock.systemUTC());
    store.insert(new SessionRecord("mine", MINE.values(), Instant.MAX));
    assertThat(store.findAll(List.of("mine", "yours"))).containsOnlyKeys("mine");
    assertThat(store.valuesOf(List.of("mine", "yours"))).isEqualTo(Map.of("mine", MINE.values()));
  }

  /** Has one session, and may be asked for many at a time only. */
  private record Store(boolean takes) implements SessionStore {

    @Override
    public Map<String, SessionRecord> findAll(Collection<String> keys) {
      var all = new HashMap<>(Map.of(MINE.key(), MINE));
      all.keySet().retainAll(keys);
      return all;
    }

    @Override
    public Optional<SessionRecord> find(String key) {
      throw new IllegalStateException("asked for " + key + " alone");
    }

    @Override
    public boolean insert(SessionRecord session) {
      return takes;
    }

    @Override
    public boolean update(SessionRecord session) {
      return takes;
    }

    @Override
    public void delete(String key) {}

    @Override
    public int clearExpired() {
      return 0;
    }
  }
}
