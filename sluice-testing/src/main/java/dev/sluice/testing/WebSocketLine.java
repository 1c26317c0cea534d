package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent.Disconnect;
import java.util.List;
import java.util.Optional;

/** The rules of a WebSocket. */
final class WebSocketLine implements Line {

  private enum State {
    CONNECTING,
    OPEN,
    CLOSED,
    LEFT
  }

  private final List<String> offered;
  private State state = State.CONNECTING;

  WebSocketLine(List<String> offered) {
    this.offered = offered;
  }

  @Override
  public synchronized Optional<Event> commanded(Command command) {
    switch (state) {
      case LEFT -> throw new DisconnectedException("the client has left");
      case CLOSED -> throw new DisconnectedException("the application has closed the WebSocket");
      case CONNECTING, OPEN -> {}
    }
    return switch (command) {
      case WebSocketCommand.Accept accept -> {
        require(command, State.CONNECTING);
        requireOffered(accept);
        state = State.OPEN;
        yield Optional.empty();
      }
      case WebSocketCommand.Deny _ -> {
        require(command, State.CONNECTING);
        yield Optional.of(refused());
      }
      case WebSocketCommand.Close _ when state == State.CONNECTING -> Optional.of(refused());
      case WebSocketCommand.Close(int code, String reason) -> {
        require(command, State.OPEN);
        state = State.CLOSED;
        yield Optional.of(new Disconnect(code, reason));
      }
      case WebSocketCommand.Text _, WebSocketCommand.Binary _ -> {
        require(command, State.OPEN);
        yield Optional.empty();
      }
      case Command _ ->
          throw new IllegalStateException(command + " on a WebSocket (expected: its own commands)");
    };
  }

  @Override
  public synchronized Optional<Command> returned() {
    if (state == State.CLOSED || state == State.LEFT) {
      return Optional.empty();
    }
    return Optional.of(new WebSocketCommand.Close(1000, ""));
  }

  @Override
  public synchronized void left() {
    state = State.LEFT;
  }

  @Override
  public Optional<Event> farewell() {
    return Optional.of(new Disconnect(1001, ""));
  }

  @Override
  public Optional<Event> givenUp() {
    return Optional.of(new Disconnect(1008, "too slow"));
  }

  private Disconnect refused() {
    state = State.CLOSED;
    return new Disconnect(1006, "");
  }

  private void require(Command command, State expected) {
    if (state != expected) {
      throw new IllegalStateException(
          "%s on a WebSocket that is %s (expected: %s)".formatted(command, state, expected));
    }
  }

  private void requireOffered(WebSocketCommand.Accept accept) {
    if (!offered.containsAll(accept.subprotocol().stream().toList())) {
      throw new IllegalStateException(
          "the subprotocol is %s (expected: one of %s, which the client offers)"
              .formatted(accept.subprotocol().orElseThrow(), offered));
    }
  }
}
