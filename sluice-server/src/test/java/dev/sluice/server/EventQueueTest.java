package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventQueueTest {

  private static final ChannelEvent EVENT = new ChannelEvent(new Note());

  private final AtomicInteger waits = new AtomicInteger();
  private final EventQueue queue =
      new EventQueue(Buffers.defaults(), () -> {}, waits::incrementAndGet);

  @Test
  void lookingTakesWhatIsThereAndDoesNotWait() {
    assertThat(queue.post(EVENT)).isTrue();

    assertThat(queue.receive(Duration.ZERO)).contains(EVENT);
    assertThat(queue.receive(Duration.ZERO)).isEmpty();
    assertThat(waits).hasValue(0);
  }

  @Test
  void waitingForATimeEndsWithIt() {
    assertThat(queue.receive(Duration.ofMillis(20))).isEmpty();
    assertThat(waits).hasValue(1);
  }

  @Test
  void anEventEndsTheWait() throws Exception {
    var poster = Thread.ofVirtual().unstarted(() -> queue.post(EVENT));
    poster.start();

    assertThat(queue.receive(Duration.ofMinutes(1))).contains(EVENT);
    poster.join();
  }

  @Test
  void aCancelledApplicationDoesNotWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> queue.receive(Duration.ofMinutes(1)))
        .isInstanceOf(CancelledException.class);
  }

  private record Note() implements Message {}
}
