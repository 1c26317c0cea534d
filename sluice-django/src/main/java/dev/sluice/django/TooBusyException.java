package dev.sluice.django;

import dev.sluice.UnavailableException;

/** Thrown when more work waits for a bounded pool, or waits for longer, than it may. */
public final class TooBusyException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  TooBusyException(String pool) {
    super("too much work is waiting for " + pool + " (expected: less, or a larger pool)");
  }
}
