package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class InMemoryChannelLayerTest {

  private final TickingClock ticking = new TickingClock();
  private final InMemoryChannelLayer memory = layer(LayerConfig.defaults(), ticking);

  private static InMemoryChannelLayer layer(LayerConfig config, InstantSource clock) {
    return new InMemoryChannelLayer(config, clock, new SecureRandom());
  }

  @Test
  void messagesThatNobodyEverReadsAreForgotten() {
    memory.send("orphan", new Note(1));
    assertThat(memory.queues()).isOne();

    ticking.pass(Duration.ofSeconds(61));
    memory.send(memory.newChannel(), new Note(2));

    assertThat(memory.queues()).isZero();
  }

  @Test
  void aGroupOfForgottenQueuesIsForgottenToo() {
    memory.addToGroup("room", "orphan");

    ticking.pass(Duration.ofDays(2));
    memory.send(memory.newChannel(), new Note(1));

    assertThat(memory.groups()).isZero();
  }

  @Test
  void aQueueThatHasBeenReadLeavesNothingBehind() {
    memory.send("jobs", new Note(1));
    memory.receive("jobs", Duration.ofSeconds(1));

    assertThat(memory.queues()).isZero();
  }

  @Test
  void aMessageArrivesAsTheObjectThatItIs() {
    var note = new Note(1);
    memory.send("jobs", note);

    assertThat(memory.receive("jobs", Duration.ZERO).orElseThrow()).isSameAs(note);
  }
}
