package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that break when Redis has done what it was asked, and nobody has heard of it. */
final class BrokenConnectionTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private RealRedis redis;
  private RedisState state;
  private Cable cable;
  private RedisLayerConfig far;
  private RedisLayerConfig near;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    state = new RedisState(redis.url());
    cable = Cable.to(redis);
    far = RedisLayerConfig.of(cable.url()).withTimeout(LONG);
    near = RedisLayerConfig.of(redis.url()).withTimeout(LONG);
  }

  @AfterEach
  void stop() throws Exception {
    cable.close();
    state.close();
    redis.close();
  }

  @Test
  void whatWasPublishedIsHeardOnceAndIsAnErrorForTheSender() throws Exception {
    try (var layer = new RedisPubSubChannelLayer(far, Note.TYPES);
        var other = new RedisPubSubChannelLayer(near, Note.TYPES);
        var ears = new Ears(other)) {
      other.addToGroup("room", ears.name());
      cable.breakAtTheAnswerTo("PUBLISH");

      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> layer.sendToGroup("room", new Note(1)))
          .withMessageContaining("could not publish in Redis at 127.0.0.1");

      assertThat(ears.next()).isEqualTo(new Note(1));
      Eventually.isTrue(
          "another is published",
          () -> Eventually.works(() -> layer.sendToGroup("room", new Note(2)).dropped() == 0));
      assertThat(ears.next()).isEqualTo(new Note(2));
    }
  }

  @Test
  void whatWasTakenOutOfAQueueIsTakenOnce() {
    try (var layer = new RedisChannelLayer(far, Note.TYPES);
        var other = new RedisChannelLayer(near, Note.TYPES)) {
      for (var number = 1; number <= 3; number++) {
        other.send("jobs", new Note(number));
      }
      cable.breakAtTheAnswerTo("ZPOPMIN");

      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> layer.receive("jobs", Duration.ZERO))
          .withMessageContaining("could not receive in Redis at 127.0.0.1");

      Eventually.isTrue(
          "the next is there", // the first was in the answer
          () -> Eventually.works(() -> layer.receive("jobs", Duration.ZERO).isPresent()));
      assertThat(other.receive("jobs", Duration.ZERO)).contains(new Note(3));
    }
  }

  @Test
  void whoWaitsLosesWhatWasInTheAnswerAndNothingElse() throws Exception {
    try (var layer = new RedisChannelLayer(far, Note.TYPES);
        var other = new RedisChannelLayer(near, Note.TYPES);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var log = Warnings.of(QueueLane.class)) {
      cable.breakAtTheAnswerTo("BZPOPMIN", () -> other.send("jobs", new Note(1)));
      var reader = threads.submit(() -> layer.receive("jobs", LONG));
      Eventually.isTrue("broken", () -> !log.lines().isEmpty());

      other.send("jobs", new Note(2));

      assertThat(reader.get()).contains(new Note(2));
      assertThat(state.sets()).isEmpty();
    }
  }

  @Test
  void whatWasSentIsThereOnceAndIsAnErrorForTheSender() {
    try (var layer = new RedisChannelLayer(far, Note.TYPES)) {
      cable.breakAtTheAnswerTo("EVAL");

      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> layer.send("jobs", new Note(1)));

      assertThat(state.members("asgijobs")).isOne();
      Eventually.isTrue(
          "the next is there",
          () -> Eventually.works(() -> layer.receive("jobs", Duration.ZERO).isPresent()));
    }
  }

  @Test
  void aConnectionThatIsGivenUpIsReplacedAtOnce() {
    try (var host = new RedisHost(cable.url(), LONG)) {
      var connection = host.connection();
      long first = connection.ask("ask", redis -> redis.clientId());

      connection.drop();

      assertThat(connection.<Long>ask("ask", redis -> redis.clientId())).isGreaterThan(first);
      Eventually.isTrue(
          "the old one is gone", () -> state.clients().stream().noneMatch(it -> it == first));
    }
  }

  @Test
  void anInterruptionBreaksNoLeave() {
    try (var layer = new RedisChannelLayer(near, Note.TYPES)) {
      var ears = new Ears(layer);
      layer.addToGroup("room", ears.name());
      layer.addToGroup("hall", ears.name());
      Thread.currentThread().interrupt();

      ears.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(state.sets()).isEmpty();
    }
  }
}
