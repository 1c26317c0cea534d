package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown for a text that Python would not read as JSON; the message leaves the text out. */
public final class PythonJsonException extends SluiceException {

  private static final long serialVersionUID = 1L;

  PythonJsonException(int index, String expected) {
    super("not JSON at character %d (expected: %s)".formatted(index, expected));
  }
}
