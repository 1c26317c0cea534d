package dev.sluice.django;

import dev.sluice.SluiceException;
import java.sql.SQLException;

/** Thrown when a database refuses or fails; the message names what was tried, never the values. */
public final class DatabaseException extends SluiceException {

  private static final long serialVersionUID = 1L;

  DatabaseException(String operation, DatabaseUrl url, SQLException cause) {
    super(
        "could not %s in %s: %s%s".formatted(operation, url, reason(cause), wayOut(cause)), cause);
  }

  private static String reason(SQLException cause) {
    return String.valueOf(cause.getMessage());
  }

  private static String wayOut(SQLException cause) {
    return reason(cause).contains("no such table") ? "; run `migrate`" : "";
  }
}
