package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import java.util.Optional;

/** The rules of an HTTP response: one start, then bodies, the last of which says so. */
final class HttpLine implements Line {

  private enum State {
    WAITING,
    STARTED,
    ENDED,
    LEFT
  }

  private State state = State.WAITING;

  @Override
  public synchronized Optional<Event> commanded(Command command) {
    if (state == State.LEFT) {
      throw new DisconnectedException("the client has left");
    }
    return switch (command) {
      case HttpCommand.Start _ -> {
        require(command, State.WAITING);
        state = State.STARTED;
        yield Optional.empty();
      }
      case HttpCommand.Body(_, boolean more) -> {
        require(command, State.STARTED);
        state = more ? State.STARTED : State.ENDED;
        yield more ? Optional.empty() : Optional.of(new HttpEvent.Disconnect());
      }
      case Command _ ->
          throw new IllegalStateException(
              command + " during an HTTP request (expected: a start or a body)");
    };
  }

  @Override
  public Optional<Command> returned() {
    return Optional.empty();
  }

  @Override
  public synchronized void left() {
    state = State.LEFT;
  }

  @Override
  public Optional<Event> farewell() {
    return Optional.of(new HttpEvent.Disconnect());
  }

  @Override
  public Optional<Event> givenUp() {
    return farewell();
  }

  private void require(Command command, State expected) {
    if (state != expected) {
      throw new IllegalStateException(
          "%s in a response that is %s (expected: %s)".formatted(command, state, expected));
    }
  }
}
