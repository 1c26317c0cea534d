package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.Event;
import java.util.Optional;

/** The rules of a named channel: nobody is at its other end, so there are no commands. */
final class ChannelLine implements Line {

  @Override
  public Optional<Event> commanded(Command command) {
    throw new IllegalStateException(command + " on a channel (expected: nothing is sent there)");
  }

  @Override
  public Optional<Command> returned() {
    return Optional.empty();
  }

  @Override
  public void left() {}

  @Override
  public Optional<Event> farewell() {
    return Optional.empty();
  }

  @Override
  public Optional<Event> givenUp() {
    return Optional.empty();
  }
}
