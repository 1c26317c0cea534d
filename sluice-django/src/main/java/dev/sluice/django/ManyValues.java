package dev.sluice.django;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A question about many values, asked in as few statements as databases allow. */
final class ManyValues {

  /** Every database takes that many (SQLite at most 32 766), and ten thousand need five. */
  static final int MOST = 2048;

  private static final int LEAST = 16;

  private ManyValues() {}

  /**
   * Returns what a reader makes of every row.
   *
   * @param sql with {@code %s} where the list of values stands
   */
  static <T> List<T> select(
      Statements statements, Statements.RowReader<T> reader, String sql, Collection<?> values)
      throws SQLException {
    var left = List.copyOf(values);
    var rows = new ArrayList<T>();
    while (!left.isEmpty()) {
      var chunk = left.subList(0, Math.min(MOST, left.size()));
      var asked = padded(chunk);
      var list = String.join(", ", Collections.nCopies(asked.size(), "?"));
      rows.addAll(statements.all(reader, sql.formatted(list), asked.toArray()));
      left = left.subList(chunk.size(), left.size());
    }
    return rows;
  }

  /** Fills up to a power of two, so that there are few different statements to prepare. */
  private static List<Object> padded(List<?> chunk) {
    var size = Math.max(LEAST, Integer.highestOneBit(chunk.size() * 2 - 1));
    var padded = new ArrayList<Object>(chunk);
    padded.addAll(Collections.nCopies(size - chunk.size(), chunk.getLast()));
    return padded;
  }
}
