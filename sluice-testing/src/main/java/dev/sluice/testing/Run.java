package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Denials;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One application at work on one connection, on a virtual thread of its own. */
final class Run {

  private final Conditions conditions;
  private final Line line;
  private final Rest rest;
  private final MemoryInbox inbox;
  private final MemoryOutbox outbox;
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean cancelled;
  private boolean reported;

  private Run(Application application, Scope scope, Conditions conditions) {
    this.conditions = conditions;
    this.line = Line.of(scope);
    this.rest = new Rest(conditions.time());
    this.inbox = new MemoryInbox(rest);
    this.outbox = new MemoryOutbox(rest, conditions);
    var answered = Denials.answer().wrap(application);
    this.thread = Thread.ofVirtual().name("application").unstarted(() -> serve(answered, scope));
  }

  static Run start(Application application, Scope scope, Conditions conditions) {
    var run = new Run(application, scope, conditions);
    run.rest.begin();
    run.thread.start();
    return run;
  }

  /** Tells the application what its client does; on a connection that is over nobody hears it. */
  void happen(Event event) {
    if (inbox.offer(event, conditions.patience()) == MemoryInbox.Offer.FULL) {
      throw new AssertionError(
          "the application has not read %d events (expected: room for %s within %s)"
              .formatted(MemoryInbox.MOST_EVENTS, event, conditions.patience()));
    }
  }

  /** Tells the application what another part of the program says. */
  boolean post(ChannelEvent event) {
    return inbox.post(event);
  }

  /** Tells the application that its client has gone. */
  void leave(Event last) {
    line.left();
    outbox.leave();
    inbox.finish(last);
  }

  /** Interrupts the application. */
  void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  /** Waits for the next command. */
  Command next() {
    var command = outbox.poll(conditions.patience());
    if (command.isPresent()) {
      return command.get();
    }
    throw end.isDone()
        ? reportOr("the application has ended (expected: another command)")
        : new AssertionError(
            "the application said nothing for %s (expected: a command)"
                .formatted(conditions.patience()));
  }

  /** Waits until the application waits, and fails if it has said anything by then. */
  void expectNothing() {
    var rests = outbox.awaitRest(conditions.patience());
    outbox
        .peek()
        .ifPresent(
            command -> {
              throw new AssertionError(
                  "the application said %s (expected: nothing)".formatted(command));
            });
    if (!rests) {
      throw new AssertionError(
          "the application is still busy after %s (expected: it waits for an event)"
              .formatted(conditions.patience()));
    }
    reportFailure();
  }

  /** Waits for the application to return, and throws what it threw. */
  void awaitEnd() {
    try {
      end.get(conditions.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "the application still runs after %s, with %d commands unread (expected: its end)"
              .formatted(conditions.patience(), outbox.size()),
          e);
    } catch (ExecutionException e) {
      throw new AssertionError("a bug in the communicator", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was interrupted while it waited", e);
    }
    reportFailure();
  }

  /**
   * Waits for the application to return, interrupts it if it does not, and throws what it threw.
   */
  void stop() {
    outbox.discard();
    try {
      awaitEnd();
    } finally {
      if (!end.isDone()) {
        thread.interrupt();
      }
    }
  }

  /** Lets the client go away as one does that has no more to say, and stops. */
  void close() {
    line.farewell().ifPresentOrElse(this::leave, this::cancel);
    stop();
  }

  private void serve(Application application, Scope scope) {
    try {
      application.serve(scope, inbox, this::say);
      line.returned().ifPresent(this::say);
      ended(Optional.empty());
    } catch (DisconnectedException left) {
      ended(Optional.empty());
    } catch (CancelledException | InterruptedException interrupted) {
      ended(Optional.<Throwable>of(interrupted).filter(_ -> !cancelled));
    } catch (Throwable failure) {
      ended(Optional.of(failure));
    }
  }

  private void say(Command command) {
    var closes = command instanceof WebSocketCommand.Close;
    if (!closes && !outbox.awaitRoom()) {
      line.left();
      outbox.leave();
      line.givenUp().ifPresent(inbox::finish);
      throw new DisconnectedException("the client was too slow to read what was sent");
    }
    var last = line.commanded(command);
    outbox.put(command);
    last.ifPresent(inbox::finish);
  }

  private void ended(Optional<Throwable> failure) {
    end.complete(failure);
    inbox.abandon();
    outbox.finish();
  }

  /** Throws the application's failure, once; a checked one as the cause of an error. */
  private void reportFailure() {
    var failure = end.getNow(Optional.empty());
    if (failure.isEmpty() || reported) {
      return;
    }
    reported = true;
    switch (failure.get()) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case Throwable checked -> throw new AssertionError("the application failed", checked);
    }
  }

  private AssertionError reportOr(String message) {
    reportFailure();
    return new AssertionError(message);
  }
}
