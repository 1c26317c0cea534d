package dev.sluice.django;

import dev.sluice.DenyException;
import dev.sluice.Headers;

/** Thrown, and answered with 503, when more work waits for a bounded pool than it will take. */
public final class TooBusyException extends DenyException {

  private static final long serialVersionUID = 1L;

  TooBusyException() {
    super(503, "too busy, try again", Headers.of("Retry-After", "1"));
  }
}
