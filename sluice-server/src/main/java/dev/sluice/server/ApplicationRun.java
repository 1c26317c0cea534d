package dev.sluice.server;

import dev.sluice.Application;
import dev.sluice.CancelledException;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.UnavailableException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of the application, on a thread of its own. Once its client has gone it is given some
 * time, and then interrupted.
 */
final class ApplicationRun implements Member {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationRun.class);

  private final Worker worker;
  private final ConnectionScope scope;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Consumer<Outcome> onEnd;
  private final Thread thread;
  private long cancelAt = Long.MAX_VALUE;
  private volatile boolean cancelled;

  /**
   * Makes one that has not started.
   *
   * @param onEnd called on the application's thread when it has ended
   */
  ApplicationRun(
      Worker worker, ConnectionScope scope, Inbox inbox, Outbox outbox, Consumer<Outcome> onEnd) {
    this.worker = worker;
    this.scope = scope;
    this.inbox = inbox;
    this.outbox = outbox;
    this.onEnd = onEnd;
    this.thread = worker.environment().threads().newThread(this::run);
  }

  void start() {
    worker.members().add(this);
    thread.start();
  }

  /** Tells that the client has gone: from now on the application's time is limited. */
  void clientGone() {
    if (cancelAt == Long.MAX_VALUE) {
      cancelAt = worker.members().now() + worker.config().applicationCloseTimeout().toNanos();
    }
  }

  private void run() {
    try {
      onEnd.accept(serve(worker.application()));
    } finally {
      worker.execute(() -> worker.members().remove(this));
    }
  }

  private Outcome serve(Application application) {
    try {
      application.serve(scope, inbox, outbox);
      return Outcome.RETURNED;
    } catch (DisconnectedException | CancelledException e) {
      LOG.debug("connection {} ended its application", scope.id(), e);
      return Outcome.RETURNED;
    } catch (InterruptedException e) {
      return cancelled ? Outcome.RETURNED : failed(e);
    } catch (UnavailableException e) {
      return unavailable(e);
    } catch (DenyException e) {
      return outbox instanceof HttpOutbox response && response.deny(e)
          ? Outcome.RETURNED
          : failed(e);
    } catch (Throwable e) {
      return failed(e);
    }
  }

  /** One line for each connection, since all of them fail at once. */
  private Outcome unavailable(UnavailableException failure) {
    LOG.error(
        "connection {}: unavailable on {}: {}",
        scope.id(),
        LogText.printable(scope.path()),
        LogText.printable(String.valueOf(failure.getMessage())));
    LOG.debug("connection {} was refused because of this", scope.id(), failure);
    return Outcome.UNAVAILABLE;
  }

  private Outcome failed(Throwable failure) {
    LOG.error(
        "connection {}: the application failed on {}",
        scope.id(),
        LogText.printable(scope.path()),
        failure);
    return Outcome.FAILED;
  }

  @Override
  public void tick(long now) {
    if (now >= cancelAt && !cancelled) {
      LOG.warn(
          "connection {}: the application on {} goes on {} after its client has gone; it is"
              + " cancelled",
          scope.id(),
          LogText.printable(scope.path()),
          worker.config().applicationCloseTimeout());
      abort();
    }
  }

  @Override
  public void drain() {}

  @Override
  public void abort() {
    cancelled = true;
    thread.interrupt();
  }
}
