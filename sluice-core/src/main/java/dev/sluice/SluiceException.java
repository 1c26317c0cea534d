package dev.sluice;

/** The root of every exception that Sluice itself throws. */
public abstract class SluiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Tells the value, what was expected, and the way out. */
  protected SluiceException(String message) {
    super(message);
  }

  /** The same, for a failure that another caused. */
  protected SluiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
