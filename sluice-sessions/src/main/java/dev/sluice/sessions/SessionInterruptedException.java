package dev.sluice.sessions;

import dev.sluice.DenyException;

/**
 * Thrown when a session that is to be saved was deleted meanwhile, as by a logout on another
 * connection. A deleted session stays deleted, so the request gets status 400 (Django 5.2's {@code
 * SessionInterrupted}) and a WebSocket closes with 4400.
 */
public final class SessionInterruptedException extends DenyException {

  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public SessionInterruptedException() {
    super(400, "the session was ended meanwhile, as by a logout in another window; load again");
  }
}
