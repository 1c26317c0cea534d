package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown for a database URL that cannot be understood or whose database cannot be used. */
public final class DatabaseUrlException extends SluiceException {

  private static final long serialVersionUID = 1L;

  DatabaseUrlException(String message) {
    super(message);
  }
}
