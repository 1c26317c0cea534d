package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown when a user cannot be deleted, since rows that only the site knows of refer to them. */
public final class UserInUseException extends SluiceException {

  private static final long serialVersionUID = 1L;

  UserInUseException(String userId, Throwable cause) {
    super(
        "the user %s is not deleted, since rows in tables of the site's own refer to them (expected: none): let Django delete the user, or shut them out with setActive"
            .formatted(userId),
        cause);
  }
}
