package dev.sluice.layers;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.Command;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of a worker's threads for a channel: takes a message, has it served, takes the next. */
final class WorkerLane {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLane.class);
  static final Duration ONE_LOOK = Duration.ofMinutes(1);

  private final String channel;
  private final ChannelLayer layer;
  private final Application application;
  private final Worker worker;
  private final Thread thread;
  private boolean waiting;

  WorkerLane(String channel, ChannelLayer layer, Application application, Worker worker) {
    this.channel = channel;
    this.layer = layer;
    this.application = application;
    this.worker = worker;
    this.thread = Thread.ofVirtual().name("worker-" + channel).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Ends it if it waits for a message; one that works goes on. */
  synchronized void stopWaiting() {
    if (waiting) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (!worker.isStopping()) {
        take(ONE_LOOK).ifPresent(this::serve);
      }
    } catch (CancelledException e) {
      LOG.debug("a reader of {} ends", channel);
    } finally {
      worker.ended();
    }
  }

  /**
   * Waits for a message.
   *
   * @return empty if there was none in that time, or one that cannot be read
   * @throws CancelledException if there will be none
   */
  Optional<ChannelEvent> take(Duration atMost) {
    try {
      setWaiting(true);
      return layer.receive(channel, atMost).map(ChannelEvent::new);
    } catch (MessageFormatException e) {
      LOG.error("channel {}: {}; it is dropped", channel, e.getMessage());
      return Optional.empty();
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      worker.failed(channel, e);
      throw new CancelledException();
    } finally {
      setWaiting(false);
    }
  }

  private synchronized void setWaiting(boolean now) {
    if (now && worker.isStopping()) {
      throw new CancelledException();
    }
    waiting = now;
    if (!now && worker.isStopping()) {
      Thread.interrupted(); // what was taken in the last moment is worked on to its end
    }
  }

  private void serve(ChannelEvent first) {
    var inbox = new WorkerInbox(this, first);
    try {
      application.serve(new ChannelScope(channel, Attributes.none()), inbox, WorkerLane::refuse);
      if (inbox.isUntouched()) {
        LOG.error("channel {}: nobody received a message of type {}", channel, inbox.type());
      }
    } catch (Throwable e) {
      failed(inbox, e);
    } finally {
      forgetInterrupt();
    }
  }

  private void failed(WorkerInbox inbox, Throwable failure) {
    if (failure instanceof CancelledException && worker.isStopping()) {
      LOG.debug("the application of {} ends with the worker", channel);
      return;
    }
    LOG.error("channel {}: a message of type {} failed", channel, inbox.type(), failure);
  }

  /** An interrupt that a job has left behind is none of the next one's business. */
  private void forgetInterrupt() {
    if (!worker.isStopping()) {
      Thread.interrupted();
    }
  }

  private static void refuse(Command command) {
    throw new IllegalStateException(
        "%s on a named channel, which has no client (expected: Channel.of(scope) to answer others)"
            .formatted(command.getClass().getSimpleName()));
  }
}
