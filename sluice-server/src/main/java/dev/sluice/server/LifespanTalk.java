package dev.sluice.server;

import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.Outbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a server and its application say to each other about the server's start and end. Safe for
 * use by many threads.
 */
final class LifespanTalk implements Inbox, Outbox {

  private static final Duration FOREVER = Duration.ofDays(365);

  private Phase phase = Phase.NEW;
  private Attributes state = Attributes.none();
  private String reason = "";
  private boolean begun;

  @Override
  public Event receive() {
    return receive(FOREVER).orElseThrow(CancelledException::new);
  }

  @Override
  public synchronized Optional<Event> receive(Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    var event = poll();
    for (var left = atMost.toNanos();
        event.isEmpty() && left > 0;
        left = deadline - System.nanoTime()) {
      await(left);
      event = poll();
    }
    return event;
  }

  /** To receive again without an answer is to want no lifespan, so that nobody waits for ever. */
  private Optional<Event> poll() {
    return switch (phase) {
      case NEW -> {
        enter(Phase.STARTING);
        yield Optional.of(new LifespanEvent.Startup());
      }
      case STARTED -> Optional.empty();
      case STOPPING -> {
        enter(Phase.OVER);
        yield Optional.of(new LifespanEvent.Shutdown());
      }
      case STARTING -> {
        enter(Phase.OVER);
        throw new CancelledException();
      }
      case FAILED, OVER -> throw new CancelledException();
    };
  }

  /** Nothing but the server's start and end happens here. */
  @Override
  public boolean post(ChannelEvent event) {
    return false;
  }

  @Override
  public synchronized void send(Command command) {
    switch (command) {
      case LifespanCommand.Started started -> {
        answer(Phase.STARTED);
        begun = true;
        state = started.state();
      }
      case LifespanCommand.Failed failed -> {
        answer(Phase.FAILED);
        reason = failed.reason();
      }
      case Command other ->
          throw new IllegalStateException(
              "%s on a lifespan (expected: Started or Failed)"
                  .formatted(other.getClass().getSimpleName()));
    }
  }

  private void answer(Phase next) {
    if (phase == Phase.OVER) {
      throw new CancelledException();
    }
    if (phase == Phase.STARTED || phase == Phase.FAILED || phase == Phase.STOPPING) {
      throw new IllegalStateException("the start has been answered (expected: one answer)");
    }
    enter(next);
  }

  /** Waits for the answer to the start, or for the application's end; false if none comes. */
  synchronized boolean awaitAnswer(Duration atMost) {
    var deadline = System.nanoTime() + atMost.toNanos();
    for (var left = atMost.toNanos(); isOpen() && left > 0; left = deadline - System.nanoTime()) {
      await(left);
    }
    return !isOpen();
  }

  private boolean isOpen() {
    return phase == Phase.NEW || phase == Phase.STARTING;
  }

  /** Tells the application that the server stops. */
  synchronized void stop() {
    if (phase == Phase.STARTED) {
      enter(Phase.STOPPING);
    }
  }

  /** Says that the application has returned, or that it may not go on. */
  synchronized void end() {
    if (phase != Phase.FAILED) {
      enter(Phase.OVER);
    }
  }

  /** Whether the application has let the server start at any time. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /** Whether the application does not let the server start. */
  synchronized boolean hasFailed() {
    return phase == Phase.FAILED;
  }

  /** What the application wants in every scope. */
  synchronized Attributes state() {
    return state;
  }

  /** Why the application does not let the server start. */
  synchronized String reason() {
    return reason;
  }

  private void enter(Phase next) {
    phase = next;
    notifyAll();
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private enum Phase {
    NEW,
    STARTING,
    STARTED,
    FAILED,
    STOPPING,
    OVER
  }
}
