package dev.sluice.django;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The file of a SQLite database. A connection to one that was removed or replaced goes on reading
 * what is no longer there, so each file is told from those before it. Safe for use by many threads.
 */
final class SqliteFile {

  private static final String IN_MEMORY = "in memory";
  private static final String NEW = "new";

  private final DatabaseUrl.Sqlite url;
  private volatile boolean seen;

  SqliteFile(DatabaseUrl.Sqlite url) {
    this.url = url;
  }

  /**
   * Returns what the file that is there now differs by from every other.
   *
   * @throws SQLException if it was there before, and has gone
   */
  Object identity() throws SQLException {
    if (url.inMemory()) {
      return IN_MEMORY;
    }
    var found = found();
    if (found.isEmpty() && seen) {
      throw new SQLException("the file has gone (expected: the one that was there before)");
    }
    seen = seen || found.isPresent();
    return found.orElse(NEW);
  }

  /** Returns the same for a file that was there before it was opened, and not made by that. */
  Object identityOnceOpen(Object before) throws SQLException {
    return before.equals(NEW) ? identity() : before;
  }

  private Optional<Object> found() throws SQLException {
    try {
      var attributes = Files.readAttributes(Path.of(url.file()), BasicFileAttributes.class);
      var key = attributes.fileKey(); // null on Windows, where an open file cannot be removed
      return Optional.of(key == null ? url.file() : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SQLException("the file cannot be looked at: " + e.getClass().getSimpleName(), e);
    }
  }
}
