package dev.sluice.live;

import dev.sluice.Application;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanScope;
import dev.sluice.Middleware;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers a failure of an application's lifespan behind its start, of which a server that is
 * being closed can but write to the log.
 */
final class LifespanWatch implements Middleware {

  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (scope instanceof LifespanScope) {
        serve(inner, scope, inbox, outbox);
      } else {
        inner.serve(scope, inbox, outbox);
      }
    };
  }

  private void serve(Application inner, Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    var started = new boolean[1];
    try {
      inner.serve(
          scope,
          inbox,
          command -> {
            outbox.send(command);
            started[0] = started[0] || command instanceof LifespanCommand.Started;
          });
    } catch (Throwable thrown) {
      failure.set(Optional.of(thrown).filter(_ -> started[0]));
      throw thrown;
    }
  }

  void requireNoFailure() {
    failure
        .get()
        .ifPresent(
            thrown -> {
              throw new AssertionError(
                  "the application's lifespan failed at its end: " + thrown, thrown);
            });
  }
}
