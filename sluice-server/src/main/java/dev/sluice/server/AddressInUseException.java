package dev.sluice.server;

import dev.sluice.SluiceException;
import java.net.InetSocketAddress;

/** Thrown when a server cannot listen because another program does, on the same address. */
public final class AddressInUseException extends SluiceException {

  private static final long serialVersionUID = 1L;

  AddressInUseException(InetSocketAddress address, Throwable cause) {
    super(
        "port %d on %s is in use: stop the other program or choose another port"
            .formatted(address.getPort(), address.getHostString()),
        cause);
  }
}
