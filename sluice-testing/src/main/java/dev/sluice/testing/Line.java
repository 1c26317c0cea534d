package dev.sluice.testing;

import dev.sluice.Command;
import dev.sluice.Event;
import java.util.Optional;

/**
 * The rules of one protocol: which command makes sense when. Safe for use by many threads.
 *
 * <p>Each method returns what else follows from what it is told.
 */
interface Line {

  /** Notes a command; returns the connection's last event if the command ends it. */
  Optional<Event> commanded(Command command);

  /** Notes that the application has returned; returns the command that a server then makes up. */
  Optional<Command> returned();

  /** Notes that the client has gone. */
  void left();
}
