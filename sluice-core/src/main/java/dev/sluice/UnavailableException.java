package dev.sluice;

/**
 * Thrown when something that is needed cannot be reached now, such as a database that is away, and
 * may be again soon. A request gets status 503, a handshake is refused with it, and an open
 * WebSocket closes with 1013 (IANA's WebSocket close codes: try again later).
 *
 * <p>Its message is for the log alone; the client sees none of it. It must hold nothing secret.
 */
public class UnavailableException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** Tells what cannot be reached, for what, and where. */
  public UnavailableException(String message) {
    super(message);
  }

  /** The same, for a failure that another caused. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
