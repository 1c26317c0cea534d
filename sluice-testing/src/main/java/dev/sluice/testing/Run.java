package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Denials;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One application at work on one connection, on a virtual thread of its own. */
final class Run {

  private static final int MOST_UNREAD = 1000;

  private final MemoryInbox inbox = new MemoryInbox();
  private final BlockingQueue<Output> outputs = new LinkedBlockingQueue<>(MOST_UNREAD);
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private final Line line;
  private final Duration patience;
  private final Thread thread;
  private boolean reported;

  private Run(Application application, Scope scope, Line line, Duration patience) {
    this.line = line;
    this.patience = patience;
    var answered = Denials.answer().wrap(application);
    thread = Thread.ofVirtual().name("application").unstarted(() -> serve(answered, scope));
  }

  static Run start(Application application, Scope scope, Line line, Duration patience) {
    var run = new Run(application, scope, line, patience);
    run.thread.start();
    return run;
  }

  /** Tells the application what its client does; on a connection that is over nobody hears it. */
  void happen(Event event) {
    if (inbox.offer(event, patience) == MemoryInbox.Offer.FULL) {
      throw new AssertionError(
          "the application has not read %d events (expected: room for %s within %s)"
              .formatted(MemoryInbox.MOST_EVENTS, event, patience));
    }
  }

  /** Tells the application what another part of the program says. */
  boolean post(ChannelEvent event) {
    return inbox.post(event);
  }

  /** Tells the application that its client has gone. */
  void leave(Event last) {
    line.left();
    inbox.finish(last);
  }

  /** Waits for the next command. */
  Command next() {
    var output = poll();
    if (output.isEmpty()) {
      throw new AssertionError(
          "the application said nothing for %s (expected: a command)".formatted(patience));
    }
    return switch (output.get()) {
      case Output.Said(Command command) -> command;
      case Output.Ended ended -> {
        outputs.add(ended);
        throw reportOr("the application has ended (expected: another command)");
      }
    };
  }

  /** Waits until the application waits, and fails if it has said anything by then. */
  void expectNothing() {
    inbox.awaitIdle(patience);
    if (outputs.peek() instanceof Output.Said(Command command)) {
      throw new AssertionError("the application said %s (expected: nothing)".formatted(command));
    }
    reportFailure();
  }

  /** Waits for the application to return, and throws what it threw. */
  void awaitEnd() {
    try {
      end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "the application still runs after %s, with %d commands unread (expected: its end)"
              .formatted(patience, outputs.size()),
          e);
    } catch (ExecutionException e) {
      throw new AssertionError("a bug in the communicator", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    reportFailure();
  }

  /**
   * Waits for the application to return, interrupts it if it does not, and throws what it threw.
   */
  void stop() {
    outputs.clear();
    try {
      awaitEnd();
    } finally {
      if (!end.isDone()) {
        thread.interrupt();
      }
    }
  }

  private void serve(Application application, Scope scope) {
    try {
      application.serve(scope, inbox, this::say);
      line.returned().ifPresent(this::say);
      ended(Optional.empty());
    } catch (DisconnectedException left) {
      ended(Optional.empty());
    } catch (Throwable failure) {
      ended(Optional.of(failure));
    }
  }

  private void say(Command command) {
    var last = line.commanded(command);
    put(new Output.Said(command));
    last.ifPresent(inbox::finish);
  }

  private void ended(Optional<Throwable> failure) {
    end.complete(failure);
    inbox.abandon();
    Thread.interrupted(); // whoever interrupted the application has got what they wanted
    put(new Output.Ended());
  }

  private void put(Output output) {
    try {
      outputs.put(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private Optional<Output> poll() {
    try {
      return Optional.ofNullable(outputs.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
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

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("the test was interrupted while it waited", e);
  }

  /** What comes out of an application. */
  private sealed interface Output {
    record Said(Command command) implements Output {}

    record Ended() implements Output {}
  }
}
