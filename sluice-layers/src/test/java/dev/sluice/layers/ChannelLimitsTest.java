package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.MissingAttributeException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Where a channel has an end: of its room, its time, its connection, and of what has one. */
final class ChannelLimitsTest {

  private final TickingClock clock = new TickingClock();
  private final InMemoryChannelLayer layer =
      new InMemoryChannelLayer(LayerConfig.defaults().withCapacity(2), clock, new SecureRandom());

  /** Lets an application within the layer serve a connection on which nothing happens. */
  private void serve(Application application) throws Exception {
    layer.middleware().wrap(application).serve(new Call("call"), new QueueInbox(), _ -> {});
  }

  @Test
  void aConnectionThatDoesNotReadIsFullAndWhatWaitsTooLongIsDropped() throws Exception {
    serve(
        (scope, line, _) -> {
          var channel = Channel.of(scope);
          channel.send(channel.name(), new Note(1));
          channel.send(channel.name(), new Note(2));
          assertThatExceptionOfType(ChannelFullException.class)
              .isThrownBy(() -> channel.send(channel.name(), new Note(3)));

          assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(1)));
          clock.pass(Duration.ofSeconds(60));
          assertThat(line.receive(Duration.ofMillis(10))).isEmpty();

          channel.send(channel.name(), new Note(4));
          channel.send(channel.name(), new Note(5));
          assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(4)));
          assertThat(line.receive(Duration.ZERO)).contains(new ChannelEvent(new Note(5)));
        });
  }

  @Test
  void aChannelEndsWithItsConnection() throws Exception {
    var kept = new AtomicReference<Channel>();
    serve((scope, _, _) -> kept.set(Channel.of(scope)));

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().join("room"))
        .withMessageContaining("the connection has ended");
    assertThatIllegalStateException().isThrownBy(() -> kept.get().name());
    assertThat(layer.connections()).isZero();
  }

  @Test
  void aJobSendsToOthersAndHasNoChannelOfItsOwn() throws Exception {
    layer
        .middleware()
        .wrap(
            (scope, _, _) -> {
              var channel = Channel.of(scope);
              assertThatIllegalStateException()
                  .isThrownBy(channel::name)
                  .withMessage(
                      "a job of the channel jobs has no channel of its own (expected: a connection;"
                          + " let others send to a queue, and a job read that)");
              assertThatIllegalStateException().isThrownBy(() -> channel.join("room"));
              channel.leave("room");
              channel.send("answers", new Note(1));
              assertThat(channel.sendToOthers("room", new Note(1)).delivered()).isZero();
            })
        .serve(new ChannelScope("jobs", Attributes.none()), new QueueInbox(), _ -> {});

    assertThat(layer.receive("answers", Duration.ZERO)).contains(new Note(1));
  }

  @Test
  void aFlushDropsWhatWaitsForAConnection() throws Exception {
    serve(
        (scope, line, _) -> {
          var channel = Channel.of(scope);
          channel.send(channel.name(), new Note(1));
          layer.flush();
          assertThat(line.receive(Duration.ZERO)).isEmpty();
          channel.send(channel.name(), new Note(2));
          assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(2)));
        });
  }

  @Test
  void aBadGroupIsRefusedWhereItIsNamed() throws Exception {
    serve(
        (scope, _, _) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of(scope).join("room 1")));
  }

  @Test
  void aMissingLayerIsNamed() {
    assertThatExceptionOfType(MissingAttributeException.class)
        .isThrownBy(() -> Channel.of(new Call("call")))
        .withMessageContaining("ChannelLayer.middleware()");
  }
}
