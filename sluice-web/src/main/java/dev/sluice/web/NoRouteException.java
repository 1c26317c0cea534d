package dev.sluice.web;

import dev.sluice.SluiceException;

/**
 * A mounted router has no route: the router that it is mounted in is to go on with its next one.
 * Not a {@link dev.sluice.DenyException}, because a middleware between the two might answer that.
 */
final class NoRouteException extends SluiceException {

  private static final long serialVersionUID = 1L;

  NoRouteException(String connection) {
    super(
        "a mounted router has no route for connection %s (expected: UrlRouter around it goes on)"
            .formatted(connection));
  }

  /** Leaves the stack out: this is no failure. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
