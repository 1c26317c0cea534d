package dev.sluice.examples.irc;

import dev.sluice.ExtensionEvent;

/** What an IRC client does. */
sealed interface IrcEvent extends ExtensionEvent {

  /** It has sent a line. */
  record Line(IrcMessage message) implements IrcEvent {}

  /** It has gone, or was sent away. The last event. */
  record Disconnect() implements IrcEvent {}
}
