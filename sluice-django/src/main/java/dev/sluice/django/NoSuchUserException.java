package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown when a user is to be changed who does not exist, or no longer. */
public final class NoSuchUserException extends SluiceException {

  private static final long serialVersionUID = 1L;

  NoSuchUserException(String id) {
    super("no user has the id \"%s\" (expected: the id of an existing user)".formatted(id));
  }
}
