package dev.sluice.django;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Work} can ask of a database. A statement is prepared once for each connection; values
 * are String, Boolean, Integer, Long, Instant and UUID (stored as Django stores them) or null.
 * Belongs to one thread.
 */
public interface Statements {

  /** Returns what a reader makes of every row. */
  <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... values) throws SQLException;

  /** Returns what a reader makes of the first row, if there is one. */
  <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException;

  /**
   * Changes something and returns how many rows it changed.
   *
   * @throws DuplicateRowException if a unique value is taken
   */
  int update(String sql, @Nullable Object... values) throws SQLException;

  /**
   * Adds a row and returns the number that the database gave it.
   *
   * @param idColumn the column with that number
   * @throws DuplicateRowException if a unique value is taken
   */
  long insert(String idColumn, String sql, @Nullable Object... values) throws SQLException;

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {

    /** Reads the columns of one row. */
    T read(Row row) throws SQLException;
  }
}
