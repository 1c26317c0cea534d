package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.Message;
import dev.sluice.layers.ChannelFullException;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.ChannelNames;
import dev.sluice.layers.Delivery;
import dev.sluice.layers.GroupDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChannelLayer} must do, as JUnit tests. A layer's own test extends this, says
 * how to make one, and runs them all. The messages are {@link Note}s, which a layer that writes
 * them down has to be told of.
 */
public abstract class ChannelLayerContract extends QueueContract {

  @Test
  void aNewChannelIsUnlikeAnyOther() {
    var one = layer.newChannel();

    assertThat(one).matches("specific\\.[^!]+![^!]+").hasSizeLessThan(100);
    assertThat(layer.newChannel()).isNotEqualTo(one);
    assertThat(ChannelNames.requireChannel(one)).isEqualTo(one);
  }

  @Test
  void aConnectionGetsWhatIsSentToItUntilItEnds() {
    var ears = new Ears(layer);

    layer.send(ears.name, new Note(1));
    ears.subscription.close();
    layer.send(ears.name, new Note(2));
    ears.subscription.close();

    assertThat(ears.heard()).containsExactly(new Note(1));
  }

  @Test
  void aConnectionWithoutRoomMakesSendFail() {
    var ears = new Ears(layer);
    ears.room = 0;

    assertThatExceptionOfType(ChannelFullException.class)
        .isThrownBy(() -> layer.send(ears.name, new Note(1)))
        .withMessageContaining(ears.name);
  }

  @Test
  void aGroupReachesItsMembersOnce() {
    var one = new Ears(layer);
    var two = new Ears(layer);
    layer.addToGroup("room", one.name);
    layer.addToGroup("room", one.name);
    layer.addToGroup("room", "jobs");
    layer.addToGroup("other", two.name);

    assertThat(layer.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(2, 0));

    assertThat(one.heard()).containsExactly(new Note(1));
    assertThat(two.heard()).isEmpty();
    assertThat(layer.receive("jobs", PATIENCE)).contains(new Note(1));
  }

  @Test
  void nobodyIsInAGroupThatWasNeverJoined() {
    assertThat(layer.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(0, 0));
  }

  @Test
  void whoHasLeftAGroupHearsNothingMore() {
    var one = new Ears(layer);
    layer.addToGroup("room", one.name);
    layer.discardFromGroup("room", one.name);
    layer.discardFromGroup("room", one.name);
    layer.discardFromGroup("other", one.name);

    assertThat(layer.sendToGroup("room", new Note(1)).delivered()).isZero();
    assertThat(one.heard()).isEmpty();
  }

  @Test
  void oneMemberCanBeLeftOut() {
    var one = new Ears(layer);
    var two = new Ears(layer);
    layer.addToGroup("room", one.name);
    layer.addToGroup("room", two.name);

    assertThat(layer.sendToOthers("room", new Note(1), one.name).delivered()).isOne();

    assertThat(one.heard()).isEmpty();
    assertThat(two.heard()).containsExactly(new Note(1));
  }

  @Test
  void membersWithoutRoomAreCountedAndHinderNobody() {
    var full = new Ears(layer);
    var free = new Ears(layer);
    full.room = 0;
    layer.addToGroup("room", full.name);
    layer.addToGroup("room", free.name);
    layer.addToGroup("room", "small.one");
    layer.send("small.one", new Note(0));

    assertThat(layer.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(1, 2));

    assertThat(free.heard()).containsExactly(new Note(1));
  }

  @Test
  void theEndOfAConnectionTakesItOutOfItsGroups() {
    var one = new Ears(layer);
    layer.addToGroup("room", one.name);
    layer.addToGroup("hall", one.name);
    one.subscription.close();
    layer.addToGroup("room", one.name);

    assertThat(layer.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(0, 0));
    assertThat(layer.sendToGroup("hall", new Note(1))).isEqualTo(new GroupDelivery(0, 0));
  }

  @Test
  void aQueuesMembershipExpiresUnlessItIsRenewed() {
    layer.addToGroup("room", "jobs");
    clock.advance(Duration.ofSeconds(86_399));
    assertThat(layer.sendToGroup("room", new Note(1)).delivered()).isOne();
    layer.addToGroup("room", "jobs");

    clock.advance(Duration.ofSeconds(86_399));
    assertThat(layer.sendToGroup("room", new Note(2)).delivered()).isOne();
    clock.advance(Duration.ofSeconds(1));
    assertThat(layer.sendToGroup("room", new Note(3)).delivered()).isZero();
  }

  @Test
  void aConnectionThatLastsForDaysStaysInItsGroups() {
    var one = new Ears(layer);
    layer.addToGroup("room", one.name);

    clock.advance(Duration.ofDays(3));

    assertThat(layer.sendToGroup("room", new Note(1)).delivered()).isOne();
  }

  @Test
  void aFlushEmptiesQueuesAndGroupsAndEndsNoConnection() {
    var one = new Ears(layer);
    layer.addToGroup("room", one.name);
    layer.send("jobs", new Note(1));

    layer.flush();

    assertThat(layer.receive("jobs", AT_ONCE)).isEmpty();
    assertThat(layer.sendToGroup("room", new Note(2)).delivered()).isZero();
    layer.send(one.name, new Note(3));
    assertThat(one.heard()).containsExactly(new Note(3));
  }

  @Test
  void badNamesAreRefusedEverywhere() {
    List<Runnable> calls =
        List.of(
            () -> layer.send("a b", new Note(1)),
            () -> layer.receive("a b", Duration.ZERO),
            () -> layer.receive(layer.newChannel(), Duration.ZERO),
            () -> layer.addToGroup("a!", "jobs"),
            () -> layer.addToGroup("room", "a b"),
            () -> layer.discardFromGroup("a!", "jobs"),
            () -> layer.discardFromGroup("room", "a b"),
            () -> layer.sendToGroup("a!", new Note(1)),
            () -> layer.sendToOthers("a!", new Note(1), "jobs"),
            () -> layer.sendToOthers("room", new Note(1), "a b"));

    assertThat(calls)
        .allSatisfy(call -> assertThatIllegalArgumentException().isThrownBy(call::run));
  }

  /** A connection that keeps what it hears. */
  private static final class Ears {

    private final String name;
    private final ChannelLayer.Subscription subscription;
    private final List<Message> messages = new ArrayList<>();
    private int room = 100;

    Ears(ChannelLayer layer) {
      name = layer.newChannel();
      subscription = layer.subscribe(name, this::hear);
    }

    private synchronized boolean hear(Delivery delivery) {
      return messages.size() < room && messages.add(delivery.message());
    }

    synchronized List<Message> heard() {
      return List.copyOf(messages);
    }
  }

  /** The message that all these tests send. */
  public record Note(int number) implements Message {}
}
