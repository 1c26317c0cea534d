package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Broadcast;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
    try (var log = new LogLines(Queues.class)) {
      memory.send(memory.newChannel(), new Note(2));

      assertThat(memory.queues()).isZero();
      assertThat(log.lines())
          .as("that nobody reads them")
          .containsExactly(
              "channel orphan: 1 messages have waited for too long and are dropped (expected: a"
                  + " worker that reads it)");
    }
  }

  @Test
  void aGroupOfForgottenQueuesIsForgottenToo() {
    memory.addToGroup("room", "orphan");

    ticking.pass(Duration.ofDays(2));
    memory.send(memory.newChannel(), new Note(1));

    assertThat(memory.groups()).isZero();
  }

  @Test
  void aGroupOfTenThousandSharesOneBroadcastThatIsClosedBehindTheLast() {
    var shared = new SharingInbox();
    for (var each = 0; each < 10_000; each++) {
      var name = memory.newChannel();
      memory.subscribe(name, delivery -> delivery.to(shared));
      memory.addToGroup("room", name);
    }

    assertThat(memory.sendToGroup("room", new Note(1)).delivered()).isEqualTo(10_000);

    assertThat(shared.broadcasts).hasSize(1);
    assertThat(shared.ends).as("times it was closed").hasValue(1);
    assertThat(shared.posts).hasValue(10_000);
  }

  /** Counts what it is posted while a broadcast is open. */
  private static final class SharingInbox implements Inbox {

    private final Set<Broadcast> broadcasts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    @Override
    public boolean post(Broadcast broadcast) {
      broadcasts.add(broadcast);
      broadcast.share(this, Broadcast.Share.class, () -> ends::incrementAndGet);
      return posts.incrementAndGet() > 0 && ends.get() == 0;
    }

    @Override
    public boolean post(ChannelEvent event) {
      return false;
    }

    @Override
    public Event receive() {
      throw new CancelledException();
    }

    @Override
    public Optional<Event> receive(Duration atMost) {
      return Optional.empty();
    }
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
