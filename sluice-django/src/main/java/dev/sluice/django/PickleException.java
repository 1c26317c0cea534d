package dev.sluice.django;

import dev.sluice.SluiceException;

/** Thrown for a pickle that is damaged, too large, or makes more than plain data. */
final class PickleException extends SluiceException {

  private static final long serialVersionUID = 1L;

  PickleException(String problem, int index, String expected) {
    super("%s at byte %d of a pickle (expected: %s)".formatted(problem, index, expected));
  }
}
