package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.Message;
import dev.sluice.UnavailableException;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.layers.LayerConfig;
import dev.sluice.sessions.InMemorySessionCache;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionCache;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
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
    assertThat(outcome.passed()).hasSize(9);
  }

  @Test
  void aCacheThatAddsWhereSomethingIsFailsWhereThatIsAsked() {
    var outcome = Outcome.of(OverwritingCacheTests.class);

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder(
            "addsOnlyWhereThereIsNothing", "letsOneOfManyAdd", "whatLastsForNoTimeIsNotKept");
    assertThat(outcome.passed()).hasSize(6);
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
  void aLayerThatLeavesNobodyOutFailsWhereThatIsAsked() {
    var outcome = Outcome.of(TalkativeLayerTests.class);

    assertThat(outcome.failed())
        .containsExactlyInAnyOrder("oneMemberCanBeLeftOut", "badNamesAreRefusedEverywhere");
  }

  @Test
  void aLayerCanFailOnDemand() {
    var outage = Fault.outage();
    var layer = outage.around(ChannelLayer.class, new InMemoryChannelLayer());
    outage.failOnce();

    assertThatThrownBy(() -> layer.send("jobs", new ChannelLayerContract.Note(1)))
        .isInstanceOf(UnavailableException.class);
    layer.send("jobs", new ChannelLayerContract.Note(1));
    assertThat(layer.receive("jobs", Duration.ZERO)).isPresent();
  }

  @Test
  void aStoreThatKeepsTheContractPasses() {
    assertThat(Outcome.of(InMemorySessionStoreTest.class).failed()).isEmpty();
  }

  @Tag("planted")
  static final class ResurrectingStoreTests extends SessionStoreContract {

    @Override
    protected SessionStore store(Clock clock) {
      var store = new InMemorySessionStore(clock);
      return but(
          SessionStore.class,
          store,
          "update",
          it -> store.update((SessionRecord) it[0]) || store.insert((SessionRecord) it[0]));
    }
  }

  @Tag("planted")
  static final class OverwritingCacheTests extends SessionCacheContract {

    @Override
    protected SessionCache cache() {
      var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
      var cache = new InMemorySessionCache(clock);
      return but(
          SessionCache.class,
          cache,
          "add",
          it -> {
            cache.set((String) it[0], (Bytes) it[1], (Duration) it[2]);
            return true;
          });
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
  static final class UnforgettingTokenStoreTests extends DirectoryTokensTest {

    @Override
    protected void revoke(String token) {}
  }

  @Tag("planted")
  static final class TalkativeLayerTests extends InMemoryChannelLayerContractTest {

    @Override
    protected ChannelLayer layer(LayerConfig config, InstantSource clock) {
      var layer = super.layer(config, clock);
      return but(
          ChannelLayer.class,
          layer,
          "sendToOthers",
          it -> layer.sendToGroup((String) it[0], (Message) it[1]));
    }
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

  /** Returns a part that does what another does, except in one of its methods. */
  private static <T> T but(Class<T> type, T part, String method, Function<Object[], Object> fault) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, called, arguments) ->
                called.getName().equals(method)
                    ? fault.apply(arguments)
                    : call(part, called, arguments));
    return type.cast(proxy);
  }

  private static Object call(Object part, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(part, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
