package dev.sluice.layers;

import dev.sluice.SluiceException;

/** Thrown when a message cannot be written for a wire, or read from one. */
public final class MessageFormatException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final String type;

  MessageFormatException(String type, String problem) {
    super("a message of type %s: %s".formatted(type, problem));
    this.type = type;
  }

  /** The message's wire name, such as {@code chat.message}, or empty if it has none. */
  public String type() {
    return type;
  }
}
