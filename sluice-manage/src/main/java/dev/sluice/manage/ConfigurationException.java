package dev.sluice.manage;

import dev.sluice.SluiceException;

/** Configuration that cannot be understood; the message says which key, and where it stands. */
public final class ConfigurationException extends SluiceException {

  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
