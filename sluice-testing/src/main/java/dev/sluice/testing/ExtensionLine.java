package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionCommand;
import java.util.Optional;

/** The rules that every protocol has: its own commands, and none for a client that has gone. */
final class ExtensionLine implements Line {

  private boolean left;

  @Override
  public synchronized Optional<Event> commanded(Command command) {
    if (left) {
      throw new DisconnectedException("the client has left");
    }
    if (!(command instanceof ExtensionCommand)) {
      throw new IllegalStateException(
          command + " on a protocol of your own (expected: an ExtensionCommand)");
    }
    return Optional.empty();
  }

  @Override
  public Optional<Command> returned() {
    return Optional.empty();
  }

  @Override
  public synchronized void left() {
    left = true;
  }

  @Override
  public Optional<Event> farewell() {
    return Optional.empty();
  }

  @Override
  public Optional<Event> givenUp() {
    return Optional.empty();
  }
}
