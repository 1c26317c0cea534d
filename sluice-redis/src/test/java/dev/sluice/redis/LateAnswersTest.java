package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.CancelledException;
import dev.sluice.Message;
import dev.sluice.UnavailableException;
import dev.sluice.layers.LayerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer whose Redis hands messages out, and whose network brings them late. */
final class LateAnswersTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String JOBS = "asgijobs";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private RealRedis redis;
  private RedisState state;
  private Cable cable;
  private RedisChannelLayer layer;
  private RedisChannelLayer patient;
  private RedisChannelLayer other;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    state = new RedisState(redis.url());
    cable = Cable.to(redis);
    var oftenAwake = LayerConfig.defaults().withGroupExpiry(Duration.ofSeconds(4));
    layer = layer(RedisLayerConfig.of(cable.url()).withLayer(oftenAwake), Duration.ofSeconds(1));
    patient = layer(RedisLayerConfig.of(cable.url()), LONG);
    other = layer(RedisLayerConfig.of(redis.url()), LONG);
  }

  private static RedisChannelLayer layer(RedisLayerConfig config, Duration timeout) {
    return new RedisChannelLayer(config.withTimeout(timeout), Note.TYPES);
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    cable.close();
    layer.close();
    patient.close();
    other.close();
    state.close();
    redis.close();
  }

  private void send(String channel, int... numbers) {
    for (var number : numbers) {
      other.send(channel, new Note(number));
    }
  }

  private List<Message> rest() {
    var rest = new ArrayList<Message>();
    var next = other.receive("jobs", Duration.ZERO);
    while (next.isPresent()) {
      rest.add(next.get());
      next = other.receive("jobs", Duration.ZERO);
    }
    return rest;
  }

  private Future<Optional<Message>> reader(RedisChannelLayer some) {
    return threads.submit(() -> some.receive("jobs", LONG));
  }

  /** Redis hands the first of two jobs out to a reader that has gone when it comes. */
  private Cable.Fate handOutInVain(RedisChannelLayer some) {
    var held = cable.holdTheAnswerTo("BZPOPMIN", () -> send("jobs", 1, 2));
    var reader = Thread.startVirtualThread(() -> readInVain(some));
    held.awaitCommand();
    Eventually.isTrue("handed out", () -> state.members(JOBS) == 1);
    reader.interrupt();
    Eventually.isTrue("it waits no more", () -> !reader.isAlive());
    return held;
  }

  private static void readInVain(RedisChannelLayer some) {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() -> some.receive("jobs", LONG));
  }

  private static boolean isRead(RedisChannelLayer some) {
    return some.receive("others", Duration.ZERO).isPresent();
  }

  private static void await(Warnings log, String text) {
    Eventually.isTrue(text, () -> log.lines().stream().anyMatch(line -> line.contains(text)));
  }

  private void assertAllAreBackInTheirOrder() {
    Eventually.isTrue("both are there", () -> state.members(JOBS) == 2);
    assertThat(rest()).containsExactly(new Note(1), new Note(2));
  }

  @Test
  void aJobThatComesAfterTheTimeoutIsDelivered() throws Exception {
    try (var log = Warnings.of(QueueLane.class)) {
      var held = cable.holdTheAnswerTo("BZPOPMIN", () -> send("jobs", 1));
      var reader = reader(layer);
      held.awaitCommand();
      await(log, "a queue cannot be read, and is tried again");
      Eventually.isTrue("handed out", () -> state.members(JOBS) == 0);

      held.release();

      assertThat(reader.get()).contains(new Note(1));
    }
  }

  @Test
  void aJobThatComesWhenNobodyWaitsAnyMoreGoesBackToTheHead() {
    var held = handOutInVain(patient);

    held.release();

    assertAllAreBackInTheirOrder();
  }

  @Test
  void soDoesOneThatComesAfterTheTimeout() {
    try (var log = Warnings.of(QueueLane.class)) {
      var held = handOutInVain(layer);
      await(log, "a queue cannot be read, and is tried again");

      held.release();

      assertAllAreBackInTheirOrder();
    }
  }

  @Test
  void soDoesOneThatComesWhenTheLayerCloses() throws Exception {
    var held = handOutInVain(patient);
    var closed = threads.submit(patient::close);

    held.release();
    closed.get();

    assertThat(rest()).containsExactly(new Note(1), new Note(2));
  }

  @Test
  void soDoesOneThatComesTooLateForWhoDoesNotWait() {
    var held = cable.holdTheAnswerTo("ZPOPMIN", () -> send("jobs", 1, 2));
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> layer.receive("jobs", Duration.ZERO))
        .withMessageContaining("no answer within PT1S");
    held.awaitCommand();
    Eventually.isTrue("handed out", () -> state.members(JOBS) == 1);

    held.release();

    assertAllAreBackInTheirOrder();
  }

  @Test
  void itGoesBackWhenThereIsAWayBack() {
    var held = handOutInVain(patient);
    cable.refuse();
    Eventually.isTrue("noticed", () -> !Eventually.works(() -> !isRead(patient)));
    try (var log = Warnings.of(QueueLane.class)) {
      held.release();
      await(log, "could not put a message back");

      cable.serve();

      assertAllAreBackInTheirOrder();
    }
  }

  @Test
  void itGoesBackOnceThoughTheAnswerToThatIsLost() {
    var held = handOutInVain(patient);
    cable.breakAtTheAnswerTo("ZADD");
    try (var log = Warnings.of(Taken.class)) {
      held.release();
      await(log, "a message that nobody waited for is perhaps lost");
    }

    assertAllAreBackInTheirOrder();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BZPOPMIN", "ZPOPMIN"})
  void whatComesToAConnectionAfterTheTimeoutIsDeliveredInItsOrder(String command) throws Exception {
    try (var ears = new Ears(layer);
        var log = Warnings.of(ProcessReader.class)) {
      var firstIsSent = new CompletableFuture<Void>();
      var held =
          cable.holdTheAnswerTo(
              command,
              () -> {
                firstIsSent.join(); // the reader may have begun only now
                send(ears.name(), 2, 3);
              });
      send(ears.name(), 1);
      firstIsSent.complete(null);
      held.awaitCommand();
      await(log, "the channel layer has lost a host");

      held.release();

      for (var number = 1; number <= 3; number++) {
        assertThat(ears.next()).isEqualTo(new Note(number));
      }
    }
  }

  @Test
  void whatComesToAConnectionWhenTheLayerClosesIsDelivered() throws Exception {
    var ears = new Ears(patient);
    var held = cable.holdTheAnswerTo("BZPOPMIN", () -> send(ears.name(), 1));
    held.awaitCommand();
    var closed = threads.submit(patient::close);

    held.release();
    closed.get();

    assertThat(ears.next()).isEqualTo(new Note(1));
  }
}
