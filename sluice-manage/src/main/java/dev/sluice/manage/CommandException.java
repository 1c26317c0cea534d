package dev.sluice.manage;

import dev.sluice.SluiceException;

/** A command that cannot do what it was asked to; the message is for the person who asked. */
final class CommandException extends SluiceException {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
