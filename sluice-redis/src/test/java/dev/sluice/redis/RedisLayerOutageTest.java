package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer whose Redis goes away, forgets everything, and comes back. */
final class RedisLayerOutageTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  @TempDir private Path another;
  private RealRedis redis;
  private RedisChannelLayer layer;
  private RedisChannelLayer other;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    var config = RealRedis.patient(redis.url()).withTimeout(Duration.ofSeconds(10));
    layer = layer(config);
    other = layer(config);
  }

  private static RedisChannelLayer layer(RedisLayerConfig config) {
    return new RedisChannelLayer(config, Note.TYPES);
  }

  @AfterEach
  void stop() {
    layer.close();
    other.close();
    redis.close();
  }

  private void restart() throws Exception {
    redis = RealRedis.at(redis.port(), folder);
  }

  @Test
  void aRedisThatIsAwayIsAnErrorThatTellsWhere() {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    redis.close();

    List<ThrowingCallable> calls =
        List.of(
            () -> layer.send("jobs", new Note(1)),
            () -> layer.sendToGroup("room", new Note(1)),
            () -> layer.addToGroup("room", ears.name()),
            () -> layer.receive("jobs", Duration.ZERO),
            layer::flush);

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(call)
                    .withMessageContaining("in Redis at 127.0.0.1:" + redis.port()));
    layer.send(ears.name(), new Note(1));
    ears.close();
  }

  @Test
  void theLivingAreInTheirGroupsAgainByThemselves() throws Exception {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    layer.addToGroup("hall", ears.name());
    redis.close();
    restart();

    Eventually.isTrue("back in a group", () -> reaches("room"));
    assertThat(ears.next()).isEqualTo(new Note(1));
    Eventually.isTrue("back in the other", () -> reaches("hall"));
    assertThat(ears.next()).isEqualTo(new Note(1));
  }

  private boolean reaches(String group) {
    return reaches(other, group);
  }

  private static boolean reaches(RedisChannelLayer sender, String group) {
    return Eventually.works(() -> sender.sendToGroup(group, new Note(1)).delivered() == 1);
  }

  @Test
  void whoEndsMeanwhileIsNotInThemAgain() throws Exception {
    var gone = new Ears(layer);
    var ears = new Ears(layer);
    layer.addToGroup("room", gone.name());
    layer.addToGroup("room", ears.name());
    redis.close();
    gone.close();
    restart();

    Eventually.isTrue("back in a group", () -> reaches("room"));
    assertThat(other.sendToGroup("room", new Note(1)).delivered()).isOne();
  }

  @Test
  void whoWaitsForAJobWaitsOverAnOutage() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader = threads.submit(() -> layer.receive("jobs", LONG));
      redis.close();
      restart();
      Eventually.isTrue(
          "a job is sent",
          () ->
              Eventually.works(
                  () -> {
                    other.send("jobs", new Note(1));
                    return true;
                  }));

      assertThat(reader.get()).contains(new Note(1));
    }
  }

  @Test
  void whoHasWaitedInVainForAnAbsentRedisIsTold() {
    redis.close();

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> layer.receive("jobs", Duration.ofMillis(500)))
        .withMessageContaining("could not receive in Redis at ");
  }

  @Test
  void aHostThatIsThereDoesNotHideOneThatIsAway() throws Exception {
    try (var second = RealRedis.in(another);
        var both = layer(RealRedis.patient(redis.url(), second.url()))) {
      redis.close();
      for (var times = 0; times < 20; times++) {
        assertThatExceptionOfType(UnavailableException.class)
            .isThrownBy(() -> both.receive("jobs", Duration.ofMillis(50)))
            .withMessageContaining("could not receive in Redis at 127.0.0.1:" + redis.port());
      }
    }
  }

  @Test
  void aRedisThatHangsIsAnErrorWithinTheTimeout() throws Exception {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    var second = Duration.ofSeconds(1);
    try (var hasty = layer(RealRedis.patient(redis.url()).withTimeout(second))) {
      Eventually.isTrue("sent", () -> reaches(hasty, "room"));
      assertThat(ears.next()).isEqualTo(new Note(1));
      redis.pause();
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hasty.sendToGroup("room", new Note(2)))
          .withMessageContaining("no answer within PT1S");
    } finally {
      redis.resume();
    }

    Eventually.isTrue("back in the group", () -> reaches("room"));
    assertThat(ears.next()).isEqualTo(new Note(1));
  }

  @Test
  void whoWaitsForAJobWaitsOverAHang() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var hasty = layer(RealRedis.patient(redis.url()).withTimeout(Duration.ofSeconds(1)))) {
      var reader = threads.submit(() -> hasty.receive("jobs", LONG));
      redis.pause();
      try {
        assertThatExceptionOfType(UnavailableException.class)
            .isThrownBy(() -> hasty.receive("jobs", Duration.ofSeconds(1)));
      } finally {
        redis.resume();
      }
      other.send("jobs", new Note(1));

      assertThat(reader.get()).contains(new Note(1));
    }
  }
}
