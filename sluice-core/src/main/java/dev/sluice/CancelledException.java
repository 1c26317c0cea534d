package dev.sluice;

/** Thrown out of a wait when the server ends an application early. */
public final class CancelledException extends SluiceException {

  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public CancelledException() {
    super("the server has ended this application");
  }
}
