package dev.sluice.django;

import dev.sluice.UnavailableException;
import java.sql.SQLException;

/**
 * Thrown when a database cannot be reached, goes away, or is locked for too long; the message names
 * what was tried, never the values. Whoever tries again later may succeed.
 */
public final class DatabaseUnavailableException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  private DatabaseUnavailableException(String message, SQLException cause) {
    super(message, cause);
  }

  static DatabaseUnavailableException of(
      String operation, DatabaseUrl url, Dialect dialect, SQLException cause) {
    var clean = dialect.withoutValues(cause);
    return new DatabaseUnavailableException(
        "could not %s in %s: %s".formatted(operation, url, clean.getMessage()), clean);
  }
}
