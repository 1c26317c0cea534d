package dev.sluice.server;

import dev.sluice.Headers;
import dev.sluice.SluiceException;

/** Thrown when a request cannot be handed to any application; carries the answer. */
final class RefusedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Headers headers;

  RefusedException(int status, String reason) {
    this(status, reason, Headers.none());
  }

  RefusedException(int status, String reason, Headers headers) {
    super(reason);
    this.status = status;
    this.headers = headers;
  }

  static RefusedException bad(String reason) {
    return new RefusedException(400, reason);
  }

  /** Returns what the client is told; it quotes nothing that the client sent. */
  Refusal refusal() {
    return new Refusal(status, String.valueOf(getMessage()), headers);
  }

  /** Anyone can cause one at will, so it costs little: it has no stack trace. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
