package dev.sluice.server;

import dev.sluice.SluiceException;
import java.net.InetSocketAddress;

/** Thrown when a server cannot listen on an address, which is not this machine's or not allowed. */
public final class CannotListenException extends SluiceException {

  private static final long serialVersionUID = 1L;

  CannotListenException(InetSocketAddress address, Throwable cause) {
    super(
        "cannot listen on %s port %d (%s): choose an address of this machine, and a port that this user may open"
            .formatted(address.getHostString(), address.getPort(), cause.getMessage()),
        cause);
  }
}
