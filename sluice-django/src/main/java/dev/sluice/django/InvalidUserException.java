package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown for a user whose name or address Django would not accept. */
public final class InvalidUserException extends SluiceException {

  private static final long serialVersionUID = 1L;

  InvalidUserException(String message) {
    super(message);
  }
}
