package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown when a user is to be made whose name another has. */
public final class UsernameTakenException extends SluiceException {

  private static final long serialVersionUID = 1L;

  UsernameTakenException(String username) {
    super("the username \"%s\" is taken (expected: another name)".formatted(username));
  }
}
