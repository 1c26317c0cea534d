package dev.sluice.layers;

import dev.sluice.Application;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads named channels and gives each message to an application, some at once for each channel, on
 * virtual threads. Safe for use by many threads. Channels' {@code Worker}.
 *
 * <p>A message that cannot be read, or whose job fails, is logged with its channel and type, and
 * the next one is taken. A channel that cannot be read stops the whole worker at once.
 */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final WorkerConfig config;
  private final List<WorkerLane> lanes;
  private final CountDownLatch running;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Optional<WorkerFailedException> failure = Optional.empty();

  private Worker(Application application, ChannelLayer layer, WorkerConfig config) {
    this.config = config;
    this.running = new CountDownLatch(config.channels().size() * config.jobs());
    this.lanes =
        config.channels().stream()
            .sorted()
            .flatMap(
                channel ->
                    IntStream.range(0, config.jobs())
                        .mapToObj(_ -> new WorkerLane(channel, layer, application, this)))
            .toList();
  }

  /**
   * Starts to read.
   *
   * @param application gets a {@link dev.sluice.ChannelScope}, such as a {@link ChannelNameRouter}
   *     within a {@code ProtocolTypeRouter}
   */
  public static Worker start(Application application, ChannelLayer layer, WorkerConfig config) {
    var worker = new Worker(layer.middleware().wrap(application), layer, config);
    worker.lanes.forEach(WorkerLane::start);
    return worker;
  }

  /**
   * Returns a server's lifespan, for a {@code ProtocolTypeRouter}, during which a worker runs
   * within the serving process. A layer within one process has no other place for its workers. A
   * worker that has stopped because a channel could not be read is started anew within 5 s.
   */
  public static Application lifespan(
      Application application, ChannelLayer layer, WorkerConfig config) {
    return new WorkerLifespan(application, layer, config);
  }

  /**
   * Waits until the worker has stopped.
   *
   * @throws WorkerFailedException if it stopped because a channel could not be read
   */
  public void awaitEnd() throws InterruptedException {
    stopping.await();
    if (failure.isPresent()) {
      throw failure.get();
    }
    running.await();
  }

  /**
   * Takes no more messages, lets running jobs finish until the deadline, and interrupts those that
   * have not; so it does at once if it is interrupted itself. A second call waits for the same.
   */
  @Override
  public void close() {
    stop();
    try {
      if (!running.await(config.stopDeadline().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("{} jobs have not finished within {}", running.getCount(), config.stopDeadline());
        lanes.forEach(WorkerLane::interrupt);
      }
    } catch (InterruptedException e) {
      lanes.forEach(WorkerLane::interrupt); // nobody waits for them any more
      Thread.currentThread().interrupt();
    }
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** A channel cannot be read. */
  synchronized void failed(String channel, RuntimeException cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(new WorkerFailedException(channel, cause));
      LOG.error("the channel {} cannot be read, so the worker stops", channel, cause);
    }
    stop();
  }

  boolean hasFailed() {
    return failure.isPresent();
  }

  void ended() {
    running.countDown();
  }

  private void stop() {
    stopping.countDown();
    lanes.forEach(WorkerLane::stopWaiting);
  }
}
