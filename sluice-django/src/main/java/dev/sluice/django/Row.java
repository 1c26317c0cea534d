package dev.sluice.django;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One row of an answer; columns count from 1. Good until its reader returns. */
public final class Row {

  private final ResultSet results;
  private final Dialect dialect;

  Row(ResultSet results, Dialect dialect) {
    this.results = results;
    this.dialect = dialect;
  }

  /** Returns a text; an empty one for null. */
  public String text(int column) throws SQLException {
    var text = results.getString(column);
    return text == null ? "" : text;
  }

  /** Returns a whole number; 0 for null. */
  public long number(int column) throws SQLException {
    return results.getLong(column);
  }

  /** Returns a truth value; false for null. */
  public boolean flag(int column) throws SQLException {
    return results.getBoolean(column);
  }

  /** Returns a point in time. */
  public Instant instant(int column) throws SQLException {
    return optionalInstant(column)
        .orElseThrow(() -> new SQLException("column " + column + " is null (expected: a time)"));
  }

  /** Returns a point in time; empty for null. */
  public Optional<Instant> optionalInstant(int column) throws SQLException {
    return dialect.time(results, column);
  }
}
