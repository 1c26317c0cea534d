package dev.sluice.examples.irc;

import dev.sluice.ExtensionCommand;

/** What a server can do to an IRC client. */
sealed interface IrcCommand extends ExtensionCommand {

  /** Sends a line. */
  record Line(IrcMessage message) implements IrcCommand {}

  /** Says why, and hangs up. Any thread may send it. */
  record Close(String reason) implements IrcCommand {}
}
