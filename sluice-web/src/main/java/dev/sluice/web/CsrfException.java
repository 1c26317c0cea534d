package dev.sluice.web;

import dev.sluice.DenyException;

/** Thrown for a request that another site may have made; the client gets 403. */
public final class CsrfException extends DenyException {

  private static final long serialVersionUID = 1L;

  private final CsrfFailure failure;

  CsrfException(CsrfFailure failure) {
    super(403, "CSRF check failed: " + failure.code());
    this.failure = failure;
  }

  /** What is missing or wrong. */
  public CsrfFailure failure() {
    return failure;
  }
}
