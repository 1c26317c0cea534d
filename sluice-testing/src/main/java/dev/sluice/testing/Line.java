package dev.sluice.testing;

import dev.sluice.ChannelScope;
import dev.sluice.Command;
import dev.sluice.Event;
import dev.sluice.ExtensionScope;
import dev.sluice.HttpScope;
import dev.sluice.LifespanScope;
import dev.sluice.Scope;
import dev.sluice.WebSocketScope;
import java.util.Optional;

/**
 * The rules of one protocol: which command makes sense when. Safe for use by many threads.
 *
 * <p>Each method returns what else follows from what it is told.
 */
interface Line {

  /** Returns the rules of a scope's protocol. */
  static Line of(Scope scope) {
    return switch (scope) {
      case HttpScope _ -> new HttpLine();
      case WebSocketScope socket -> new WebSocketLine(socket.subprotocols());
      case LifespanScope _ -> new LifespanLine();
      case ChannelScope _ -> new ChannelLine();
      case ExtensionScope _ -> new ExtensionLine();
    };
  }

  /** Notes a command; returns the connection's last event if the command ends it. */
  Optional<Event> commanded(Command command);

  /** Notes that the application has returned; returns the command that a server then makes up. */
  Optional<Command> returned();

  /** Notes that the client has gone. */
  void left();

  /** What the application hears last when its client goes away by itself; empty for nothing. */
  Optional<Event> farewell();

  /** What the application hears last when its client was too slow; empty for nothing. */
  Optional<Event> givenUp();
}
