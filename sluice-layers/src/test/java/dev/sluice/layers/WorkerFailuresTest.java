package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.testing.ApplicationCommunicator;
import dev.sluice.testing.Conditions;
import dev.sluice.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What goes wrong with a job or a channel, and what that ends. */
final class WorkerFailuresTest {

  private static final WorkerConfig ONE_JOB = WorkerConfig.of(Set.of("jobs")).withJobs(1);

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();
  private final Done done = new Done();
  private final ChannelNameRouter jobs = new ChannelNameRouter().job("jobs", done::add);

  /** Does something with the first message, waits for the second, and returns what is logged. */
  private List<String> logOf(ChannelNameRouter.Job first) {
    var router =
        new ChannelNameRouter()
            .job(
                "jobs",
                message -> {
                  if (message.equals(new Note(1))) {
                    first.run(message);
                  } else {
                    done.add(message);
                  }
                });
    try (var log = new LogLines(WorkerLane.class);
        var _ = Worker.start(router, layer, ONE_JOB)) {
      layer.send("jobs", new Note(1));
      layer.send("jobs", new Note(2));
      assertThat(done.next()).isEqualTo(new Note(2));
      return log.lines();
    }
  }

  @Test
  void aMessageThatFailsEndsNothingAndIsLoggedWithChannelAndType() {
    assertThat(
            logOf(
                _ -> {
                  throw new AssertionError("boom");
                }))
        .containsExactly("channel jobs: a message of type Note failed");
  }

  @Test
  void aJobThatIsCancelledBySomebodyElseHasFailed() {
    assertThat(
            logOf(
                _ -> {
                  throw new CancelledException();
                }))
        .containsExactly("channel jobs: a message of type Note failed");
  }

  @Test
  void aJobThatLeavesItsThreadInterruptedEndsNothing() {
    assertThat(logOf(_ -> Thread.currentThread().interrupt())).isEmpty();
  }

  /** A layer that fails when it is first read. */
  private FaultyLayer failingOnce(Supplier<RuntimeException> failure) {
    var reads = new AtomicInteger();
    return new FaultyLayer(
        layer,
        () -> {
          if (reads.incrementAndGet() == 1) {
            throw failure.get();
          }
          return layer.receive("jobs", Duration.ofSeconds(10));
        });
  }

  @Test
  void aMessageThatCannotBeReadEndsNothing() {
    var breaking =
        failingOnce(() -> new MessageFormatException("chat.kick", "nobody here knows it"));
    try (var log = new LogLines(WorkerLane.class);
        var _ = Worker.start(jobs, breaking, ONE_JOB)) {
      layer.send("jobs", new Note(2));

      assertThat(done.next()).isEqualTo(new Note(2));
      assertThat(log.lines())
          .containsExactly(
              "channel jobs: a message of type chat.kick: nobody here knows it; it is dropped");
    }
  }

  @Test
  void aChannelThatCannotBeReadIsSeenAtOnceAndStopsAll() {
    var router = jobs.job("broken", done::add);
    var broken =
        new FaultyLayer(
            layer,
            () -> {
              throw new IllegalStateException("connection refused");
            });
    try (var worker = Worker.start(router, broken, WorkerConfig.of(router.channels()))) {
      assertThatExceptionOfType(WorkerFailedException.class)
          .isThrownBy(worker::awaitEnd)
          .withMessageContaining("cannot be read, so the worker has stopped")
          .havingCause()
          .withMessage("connection refused");
    }
  }

  @Test
  void aLifespansWorkerIsStartedAnewWhenItsChannelCanBeReadAgain() {
    var breaking = failingOnce(() -> new IllegalStateException("connection refused"));
    var clock = VirtualClock.start();
    try (var log = new LogLines(Worker.class);
        var server =
            ApplicationCommunicator.start(
                Worker.lifespan(jobs, breaking, ONE_JOB),
                new LifespanScope(Attributes.none()),
                Conditions.usual().withClock(clock))) {
      server.send(new LifespanEvent.Startup());
      server.receive(LifespanCommand.Started.class);
      layer.send("jobs", new Note(1));
      while (log.lines().isEmpty()) {
        Thread.onSpinWait();
      }
      clock.advance(Duration.ofSeconds(5));

      assertThat(done.next()).isEqualTo(new Note(1));
      assertThat(log.lines())
          .containsExactly("the channel jobs cannot be read, so the worker stops");
    }
  }
}
