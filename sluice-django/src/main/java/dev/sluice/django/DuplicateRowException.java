package dev.sluice.django;

import dev.sluice.SluiceException;
import java.sql.SQLException;

/** Thrown when a row cannot be added because another has the same unique value. */
public final class DuplicateRowException extends SluiceException {

  private static final long serialVersionUID = 1L;

  DuplicateRowException(SQLException cause) {
    super("a row with the same unique value exists (expected: a new value)", cause);
  }
}
