package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.UserStore;
import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contract tells a store that keeps it from one that does not. */
final class PlantedFaultsTest {

  @Test
  void aStoreThatWritesWhatWasDeletedFailsWhereThatIsAsked() {
    var outcome = Outcome.of(ResurrectingStoreTests.class);

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder(
            "doesNotResurrectWhatWasDeleted",
            "aWriterDoesNotResurrectWhatAnotherDeletes",
            "clearsWhatHasExpiredAndNothingElse");
    assertThat(outcome.passed()).hasSize(7);
  }

  @Test
  void aCacheThatAddsWhereSomethingIsFailsWhereThatIsAsked() {
    var outcome = Outcome.of(OverwritingCacheTests.class);

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder(
            "addsOnlyWhereThereIsNothing", "letsOneOfManyAdd", "whatLastsForNoTimeIsNotKept");
    assertThat(outcome.passed()).hasSize(4);
  }

  @Test
  void aUserStoreThatHidesInactiveUsersFailsWhereThatIsAsked() {
    var outcome = Outcome.of(HidingUserStoreTests.class);

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder("findsThoseWhoMayNotLogInToo", "findsManyAtOnceAsItFindsEach");
  }

  @Test
  void aTokenStoreThatForgetsNothingFailsWhereThatIsAsked() {
    var outcome = Outcome.of(UnforgettingTokenStoreTests.class);

    assertThat(outcome.failed()).containsExactly("aTokenThatWasTakenBackIsNobodysAtOnce");
  }

  @Test
  void aStoreThatKeepsTheContractPasses() {
    assertThat(Outcome.of(InMemorySessionStoreTest.class).failed()).isEmpty();
  }

  @Tag("planted")
  static final class ResurrectingStoreTests extends SessionStoreContract {

    @Override
    protected SessionStore store(Clock clock) {
      return new ResurrectingStore(new InMemorySessionStore(clock));
    }
  }

  @Tag("planted")
  static final class OverwritingCacheTests extends SessionCacheContract {

    @Override
    protected SessionCache cache() {
      var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
      return new OverwritingCache(new InMemorySessionCache(clock));
    }
  }

  @Tag("planted")
  static final class HidingUserStoreTests extends UserStoreContract {

    private final Directory directory = new Directory();

    @Override
    protected UserStore store() {
      return new HidingUserStore(directory);
    }

    @Override
    protected String create(String username, String encodedPassword, boolean active) {
      return directory.create(username, encodedPassword, active);
    }
  }

  @Tag("planted")
  static final class UnforgettingTokenStoreTests extends TokenStoreContract {

    private final Directory directory = new Directory();

    @Override
    protected TokenStore store() {
      return directory;
    }

    @Override
    protected String issue(String username, boolean active) {
      return directory.issue(username, active);
    }

    @Override
    protected void revoke(String token) {}
  }

  /**
   * A store that leaves out whoever may not log in, so that nobody can tell them from strangers.
   */
  private record HidingUserStore(UserStore inner) implements UserStore {

    @Override
    public Optional<Credentials> findById(String id) {
      return inner.findById(id).filter(it -> it.user().isActive());
    }

    @Override
    public Optional<Credentials> findByUsername(String username) {
      return inner.findByUsername(username).filter(it -> it.user().isActive());
    }
  }

  /** A store whose update does not ask whether there is something to update. */
  private record ResurrectingStore(InMemorySessionStore inner) implements SessionStore {

    @Override
    public Optional<SessionRecord> find(String key) {
      return inner.find(key);
    }

    @Override
    public boolean insert(SessionRecord session) {
      return inner.insert(session);
    }

    @Override
    public boolean update(SessionRecord session) {
      return inner.update(session) || inner.insert(session);
    }

    @Override
    public void delete(String key) {
      inner.delete(key);
    }

    @Override
    public int clearExpired() {
      return inner.clearExpired();
    }
  }

  /** A cache whose add is a set. */
  private record OverwritingCache(InMemorySessionCache inner) implements SessionCache {

    @Override
    public Optional<Entry> find(String key) {
      return inner.find(key);
    }

    @Override
    public void set(String key, Bytes value, Duration time) {
      inner.set(key, value, time);
    }

    @Override
    public boolean add(String key, Bytes value, Duration time) {
      inner.set(key, value, time);
      return true;
    }

    @Override
    public boolean replace(String key, Bytes value, Duration time) {
      return inner.replace(key, value, time);
    }

    @Override
    public void delete(String key) {
      inner.delete(key);
    }
  }
}
