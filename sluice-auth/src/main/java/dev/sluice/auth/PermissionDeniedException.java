package dev.sluice.auth;

import dev.sluice.SluiceException;

/**
 * Thrown by an {@link AuthenticationBackend} that knows that this user must not come in: the
 * backends behind it are not asked, and the login fails (Django 5.2's {@code PermissionDenied}).
 */
public final class PermissionDeniedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** Makes one that tells why, for logs and not for clients. */
  public PermissionDeniedException(String message) {
    super(message);
  }
}
