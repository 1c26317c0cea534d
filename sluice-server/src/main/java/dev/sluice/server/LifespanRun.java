package dev.sluice.server;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.LifespanScope;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's call for the server itself, on a thread of its own, from before the first
 * connection until behind the last.
 */
final class LifespanRun {

  private static final Logger LOG = LoggerFactory.getLogger(LifespanRun.class);
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(1);

  private final Application application;
  private final LifespanLimits limits;
  private final LifespanTalk talk = new LifespanTalk();
  private final Thread thread;

  private LifespanRun(Application application, LifespanLimits limits, ThreadFactory threads) {
    this.application = application;
    this.limits = limits;
    this.thread = threads.newThread(this::run);
  }

  static LifespanRun start(Application application, LifespanLimits limits, ThreadFactory threads) {
    var run = new LifespanRun(application, limits, threads);
    run.thread.start();
    return run;
  }

  /**
   * Waits until the application is ready, or has shown that it wants no lifespan, and returns what
   * every scope begins with.
   */
  Attributes awaitStart() {
    if (!awaitAnswer()) {
      interrupt();
      throw new StartupException(
          "the application has not answered its start within %s (expected: Lifespan.await, a failure or a return): make it faster, or give it more time"
              .formatted(limits.startupDeadline()));
    }
    if (talk.hasFailed()) {
      throw new StartupException("the application does not start: " + talk.reason());
    }
    return talk.state();
  }

  private boolean awaitAnswer() {
    try {
      return talk.awaitAnswer(limits.startupDeadline());
    } catch (CancelledException e) {
      interrupt();
      throw e;
    }
  }

  private void interrupt() {
    talk.end();
    thread.interrupt();
  }

  private void run() {
    try {
      application.serve(new LifespanScope(Attributes.none()), talk, talk);
    } catch (CancelledException e) {
      LOG.debug("the application's lifespan was ended", e);
    } catch (Throwable e) {
      report(e);
    } finally {
      talk.end();
    }
  }

  /** A failure to start has a reason, for whoever started the server, so it is not told twice. */
  private void report(Throwable failure) {
    if (talk.hasBegun()) {
      LOG.error("the application's lifespan failed", failure);
    } else {
      LOG.debug("the application has no lifespan, or does not let the server start", failure);
    }
  }

  /** Tells the application that there is no connection any more, and waits for its end. */
  void stop() {
    talk.stop();
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() throws InterruptedException {
    if (thread.join(limits.shutdownDeadline())) {
      return;
    }
    LOG.warn(
        "the application's lifespan goes on {} after the last connection; it is interrupted",
        limits.shutdownDeadline());
    interrupt();
    if (!thread.join(LAST_MOMENTS)) {
      LOG.warn("the application's lifespan goes on although it was interrupted");
    }
  }
}
