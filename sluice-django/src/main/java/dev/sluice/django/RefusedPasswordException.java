package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown for an encoded password that is damaged or too expensive; its message has no secret. */
final class RefusedPasswordException extends SluiceException {

  private static final long serialVersionUID = 1L;

  RefusedPasswordException(String message) {
    super(message);
  }
}
