package dev.sluice.django;

import dev.sluice.SluiceException;
import java.sql.SQLException;

/** Thrown when a database refuses or fails; the message names what was tried, never the values. */
public final class DatabaseException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private DatabaseException(String message, SQLException cause) {
    super(message, cause);
  }

  static DatabaseException of(
      String operation, DatabaseUrl url, Dialect dialect, SQLException cause) {
    var clean = dialect.withoutValues(cause);
    var wayOut = dialect.isMissingTable(cause) ? wayOut(cause) : "";
    return new DatabaseException(
        "could not %s in %s: %s%s".formatted(operation, url, clean.getMessage(), wayOut), clean);
  }

  private static String wayOut(SQLException cause) {
    return String.valueOf(cause.getMessage()).contains(DjangoApps.TOKEN_TABLE)
        ? "; beside a Django site add rest_framework.authtoken to its INSTALLED_APPS and run its `manage.py migrate`, elsewhere run `migrate`"
        : "; run `migrate`";
  }
}
