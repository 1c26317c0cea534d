package dev.sluice;

/**
 * Thrown when a command is sent to a client that has gone, or that took too long to read what was
 * sent before. A server does not report it as a failure of the application (ASGI 2.4).
 */
public final class DisconnectedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** Makes one that tells how the connection ended. */
  public DisconnectedException(String message) {
    super(message);
  }
}
