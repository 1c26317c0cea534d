package dev.sluice.layers;

import dev.sluice.SluiceException;

/** Thrown when a message cannot be written for a wire, or read from one. */
public final class MessageFormatException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Makes one.
   *
   * @param type the message's wire name, or empty if it has none
   * @param problem what was wrong and what was expected, without the value itself
   */
  public MessageFormatException(String type, String problem) {
    super((type.isEmpty() ? "a message" : "a message of type " + type) + ": " + problem);
    this.type = type;
  }

  /** The message's wire name, such as {@code chat.message}, or empty if it has none. */
  public String type() {
    return type;
  }
}
