package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.CancelledException;
import dev.sluice.Message;
import dev.sluice.contracts.ChannelLayerContract.Note;
import dev.sluice.layers.ChannelFullException;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.layers.LayerConfig;
import dev.sluice.testing.VirtualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the queues of every {@link ChannelLayer} do; a part of its contract. */
abstract class QueueContract {

  static final Duration AT_ONCE = Duration.ofMillis(200);
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Note END = new Note(-1);

  final VirtualClock clock = VirtualClock.start();
  private final LayerConfig config =
      LayerConfig.defaults()
          .withCapacity(3)
          .withChannelCapacity("small.*", 1)
          .withChannelCapacity(Pattern.compile("s.*"), 2);
  ChannelLayer layer = new InMemoryChannelLayer();

  /** Returns an empty layer that goes by a clock. */
  protected abstract ChannelLayer layer(LayerConfig config, InstantSource clock);

  @BeforeEach
  void openTheLayer() {
    layer = layer(config, clock);
  }

  @Test
  void aQueueGivesMessagesBackInTheirOrder() {
    layer.send("jobs", new Note(1));
    layer.send("jobs", new Note(2));

    assertThat(layer.receive("jobs", PATIENCE)).contains(new Note(1));
    assertThat(layer.receive("jobs", PATIENCE)).contains(new Note(2));
    assertThat(layer.receive("jobs", Duration.ZERO)).isEmpty();
    assertThat(layer.receive("jobs", AT_ONCE)).isEmpty();
  }

  @Test
  void whoWaitsGetsWhatIsSentMeanwhile() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader = threads.submit(() -> layer.receive("jobs", PATIENCE));
      layer.send("jobs", new Note(1));

      assertThat(reader.get()).contains(new Note(1));
    }
  }

  @Test
  void ofManyWhoReadEachMessageGoesToOne() throws Exception {
    var roomy = layer(config.withCapacity(1000), clock);
    var read = ConcurrentHashMap.<Message>newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers =
          IntStream.range(0, 10).mapToObj(_ -> threads.submit(() -> readAll(roomy, read))).toList();
      IntStream.range(0, 500).forEach(number -> roomy.send("jobs", new Note(number)));
      readers.forEach(_ -> roomy.send("jobs", END));

      for (var reader : readers) {
        assertThat(reader.get()).as("a message came twice").isTrue();
      }
    }
    assertThat(read).hasSize(500);
  }

  private static boolean readAll(
      ChannelLayer layer, ConcurrentHashMap.KeySetView<Message, ?> read) {
    var once = true;
    for (var next = layer.receive("jobs", PATIENCE);
        !next.orElseThrow().equals(END);
        next = layer.receive("jobs", PATIENCE)) {
      once &= read.add(next.get());
    }
    return once;
  }

  @Test
  void whoIsInterruptedWhileWaitingIsCancelled() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcome =
          threads.submit(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  return layer.receive("jobs", PATIENCE).toString();
                } catch (CancelledException e) {
                  return "cancelled";
                }
              });

      assertThat(outcome.get()).isEqualTo("cancelled");
    }
  }

  @Test
  void aFullChannelTakesNothingMoreUntilItIsRead() {
    IntStream.rangeClosed(1, 3).forEach(number -> layer.send("jobs", new Note(number)));

    assertThatExceptionOfType(ChannelFullException.class)
        .isThrownBy(() -> layer.send("jobs", new Note(4)))
        .withMessageContaining("3 messages wait for the channel jobs");
    layer.send("others", new Note(1));

    layer.receive("jobs", PATIENCE);
    layer.send("jobs", new Note(4));
  }

  @Test
  void theFirstCapacityThatMatchesCounts() {
    assertThat(layer.capacity("small.one")).isEqualTo(1);
    assertThat(layer.capacity("smart")).isEqualTo(2);
    assertThat(layer.capacity("jobs")).isEqualTo(3);
    layer.send("small.one", new Note(1));

    assertThatExceptionOfType(ChannelFullException.class)
        .isThrownBy(() -> layer.send("small.one", new Note(2)));
  }

  @Test
  void aMessageThatNobodyReadsExpires() {
    IntStream.rangeClosed(1, 3).forEach(number -> layer.send("jobs", new Note(number)));
    clock.advance(Duration.ofSeconds(59));
    assertThat(layer.receive("jobs", PATIENCE)).contains(new Note(1));

    clock.advance(Duration.ofSeconds(1));
    assertThat(layer.receive("jobs", AT_ONCE)).isEmpty();
  }

  @Test
  void whatHasExpiredTakesNoRoom() {
    IntStream.rangeClosed(1, 3).forEach(number -> layer.send("jobs", new Note(number)));
    clock.advance(Duration.ofSeconds(60));

    layer.send("jobs", new Note(4));

    assertThat(layer.receive("jobs", PATIENCE)).contains(new Note(4));
  }
}
