package dev.sluice.server;

import dev.sluice.SluiceException;

/** Thrown when a server does not start because its application says no, or says nothing in time. */
public final class StartupException extends SluiceException {

  private static final long serialVersionUID = 1L;

  StartupException(String reason) {
    super(reason);
  }
}
