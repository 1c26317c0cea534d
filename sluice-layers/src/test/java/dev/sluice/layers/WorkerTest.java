package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkerTest {

  private static final WorkerConfig JOBS = WorkerConfig.of(Set.of("jobs")).withJobs(2);

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();
  private final Done done = new Done();

  @Test
  void messagesGoToTheApplicationOfTheirChannel() throws Exception {
    var others = new Done();
    var router = new ChannelNameRouter().job("jobs", done::add).job("others", others::add);
    try (var _ = Worker.start(router, layer, WorkerConfig.of(router.channels()))) {
      layer.send("jobs", new Note(1));
      layer.send("others", new Note(2));

      assertThat(done.next()).isEqualTo(new Note(1));
      assertThat(others.next()).isEqualTo(new Note(2));
    }
  }

  @Test
  void jobsRunSideBySideAndNoMessageIsTakenBeforeOneIsFree() throws Exception {
    var running = new Semaphore(0);
    var mayEnd = new CountDownLatch(1);
    try (var _ = Worker.start(holding(running::release, mayEnd), layer, JOBS)) {
      IntStream.range(0, 10).forEach(number -> layer.send("jobs", new Note(number)));

      assertThat(running.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
      assertThat(running.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(IntStream.range(0, 92).filter(_ -> roomFor(new Note(10))).count())
          .as("room in the layer, where eight messages wait")
          .isEqualTo(92);
      assertThat(roomFor(new Note(10))).isFalse();

      mayEnd.countDown();
      assertThat(IntStream.range(0, 102).mapToObj(_ -> done.next())).hasSize(102);
    }
  }

  private boolean roomFor(Message message) {
    try {
      layer.send("jobs", message);
      return true;
    } catch (ChannelFullException e) {
      return false;
    }
  }

  @Test
  void aStopLetsRunningJobsFinish() throws Exception {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var worker = Worker.start(holding(running::countDown, mayEnd), layer, JOBS);
    layer.send("jobs", new Note(1));
    running.await();

    var closing = Thread.ofVirtual().start(worker::close);
    while (!worker.isStopping()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    closing.join();
    worker.awaitEnd();

    assertThat(done.next()).isEqualTo(new Note(1));
    assertThat(done.isEmpty()).isTrue();
    layer.send("jobs", new Note(2));
    assertThat(layer.receive("jobs", Duration.ZERO)).as("still there").isPresent();
  }

  @Test
  void aJobThatGoesOnBehindTheDeadlineIsInterrupted() throws Exception {
    var interrupted = new CountDownLatch(1);
    var worker = stuck(interrupted, JOBS.withStopDeadline(Duration.ofMillis(20)));

    worker.close();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoIsInterruptedWhileStoppingLeavesNoJobBehind() throws Exception {
    var interrupted = new CountDownLatch(1);
    var worker = stuck(interrupted, JOBS);
    Thread.currentThread().interrupt();

    worker.close();

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Starts a worker, and returns when it has a job that ends only if it is interrupted. */
  private Worker stuck(CountDownLatch interrupted, WorkerConfig config) throws Exception {
    var running = new CountDownLatch(1);
    var router =
        new ChannelNameRouter()
            .job(
                "jobs",
                _ -> {
                  running.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    interrupted.countDown();
                  }
                });
    var worker = Worker.start(router, layer, config);
    layer.send("jobs", new Note(1));
    running.await();
    return worker;
  }

  @Test
  void anApplicationMayGoOnReceivingAndReachOthers() {
    var router =
        new ChannelNameRouter()
            .route(
                "jobs",
                (scope, inbox, _) -> {
                  while (inbox.receive() instanceof ChannelEvent(Note(var number))) {
                    Channel.of(scope).send("results", new Note(number * 2));
                  }
                });
    try (var _ = Worker.start(router, layer, JOBS.withJobs(1))) {
      layer.send("jobs", new Note(1));
      layer.send("jobs", new Note(2));

      assertThat(layer.receive("results", Duration.ofSeconds(30))).contains(new Note(2));
      assertThat(layer.receive("results", Duration.ofSeconds(30))).contains(new Note(4));
    }
  }

  @Test
  void aNamedChannelHasNoClient() {
    var router =
        new ChannelNameRouter()
            .route(
                "jobs",
                (_, inbox, outbox) -> {
                  inbox.receive();
                  try {
                    outbox.send(new HttpCommand.Start(200, Headers.none()));
                  } catch (IllegalStateException e) {
                    layer.send(
                        "results",
                        new Note(String.valueOf(e.getMessage()).contains("no client") ? 1 : 0));
                  }
                });
    try (var _ = Worker.start(router, layer, JOBS)) {
      layer.send("jobs", new Note(1));

      assertThat(layer.receive("results", Duration.ofSeconds(30))).contains(new Note(1));
    }
  }

  @Test
  void whatTheRouterDoesNotKnowIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                jobs()
                    .serve(new ChannelScope("other", Attributes.none()), new QueueInbox(), _ -> {}))
        .withMessage("nobody serves the channel other (expected: one of [jobs])");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> jobs().serve(new LifespanScope(Attributes.none()), new QueueInbox(), _ -> {}))
        .withMessageContaining("ProtocolTypeRouter.channel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelNameRouter().job("a!b", done::add))
        .withMessageContaining("belongs to a connection");
  }

  @Test
  void aLifespanHasItsWorker() throws Exception {
    var outcome = new LinkedBlockingQueue<Optional<Message>>();
    var inbox = new QueueInbox(new LifespanEvent.Startup(), new LifespanEvent.Shutdown());
    Worker.lifespan(jobs(), layer, JOBS)
        .serve(
            new LifespanScope(Attributes.none()),
            inbox,
            command -> {
              assertThat(command).isInstanceOf(LifespanCommand.Started.class);
              layer.send("jobs", new Note(1));
              outcome.add(Optional.of(done.next()));
            });

    assertThat(outcome).containsExactly(Optional.of(new Note(1)));
    layer.send("jobs", new Note(2));
    assertThat(layer.receive("jobs", Duration.ZERO)).as("the worker has stopped").isPresent();
  }

  /** Jobs that say that they have begun, and end when they may. */
  private ChannelNameRouter holding(Runnable begun, CountDownLatch mayEnd) {
    return new ChannelNameRouter()
        .job(
            "jobs",
            message -> {
              begun.run();
              mayEnd.await();
              done.add(message);
            });
  }

  private ChannelNameRouter jobs() {
    return new ChannelNameRouter().job("jobs", done::add);
  }
}
