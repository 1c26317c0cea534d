package dev.sluice.server;

import dev.sluice.SluiceException;

/** Thrown when a client's frames break the WebSocket protocol or our limits. */
final class ViolationException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final int code;

  ViolationException(int code, String reason) {
    super(reason);
    this.code = code;
  }

  /** The code to close the socket with. */
  int code() {
    return code;
  }

  /** Any client can cause one at will, so it costs little: it has no stack trace. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
