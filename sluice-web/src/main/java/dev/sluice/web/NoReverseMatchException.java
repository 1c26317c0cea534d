package dev.sluice.web;

import dev.sluice.SluiceException;

/** There is no path for a name and these arguments. Django's {@code NoReverseMatch}. */
public final class NoReverseMatchException extends SluiceException {

  private static final long serialVersionUID = 1L;

  NoReverseMatchException(String message) {
    super(message);
  }
}
