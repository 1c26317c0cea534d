package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown when a session does not fit into a cookie, which a browser would drop silently. */
public final class SessionTooLargeException extends SluiceException {

  private static final long serialVersionUID = 1L;

  SessionTooLargeException(int size, int largest) {
    super(
        "a session takes %d bytes as a cookie (expected: at most %d, which is what browsers keep; put less into it, or choose an engine other than signed_cookies)"
            .formatted(size, largest));
  }
}
