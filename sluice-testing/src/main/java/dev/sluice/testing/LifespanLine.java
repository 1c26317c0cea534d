package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.Event;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import java.util.Optional;

/** The rules of a lifespan: one answer to the start, and none to the end. */
final class LifespanLine implements Line {

  private boolean answered;

  @Override
  public synchronized Optional<Event> commanded(Command command) {
    if (!(command instanceof LifespanCommand)) {
      throw new IllegalStateException(
          command + " during a lifespan (expected: LifespanCommand.Started or Failed)");
    }
    if (answered) {
      throw new IllegalStateException(command + " when the start was answered (expected: once)");
    }
    answered = true;
    return Optional.empty();
  }

  @Override
  public Optional<Command> returned() {
    return Optional.empty();
  }

  @Override
  public void left() {}

  @Override
  public Optional<Event> farewell() {
    return Optional.of(new LifespanEvent.Shutdown());
  }

  @Override
  public Optional<Event> givenUp() {
    return Optional.empty();
  }
}
