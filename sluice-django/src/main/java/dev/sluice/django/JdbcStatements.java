package dev.sluice.django;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection with the statements prepared on it. */
final class JdbcStatements implements Transaction, AutoCloseable {

  private static final int MOST_PREPARED = 100;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> prepared =
      new LinkedHashMap<>(16, 0.75f, true);
  private boolean inTransaction;

  JdbcStatements(Connection connection) {
    this.connection = connection;
  }

  @Override
  public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (var results = bound(sql, values).executeQuery()) {
      var row = new Row(results);
      var all = new ArrayList<T>();
      while (results.next()) {
        all.add(reader.read(row));
      }
      return List.copyOf(all);
    }
  }

  @Override
  public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (var results = bound(sql, values).executeQuery()) {
      return results.next() ? Optional.of(reader.read(new Row(results))) : Optional.empty();
    } catch (SQLException e) {
      throw duplicateOr(e);
    }
  }

  @Override
  public int update(String sql, @Nullable Object... values) throws SQLException {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw duplicateOr(e);
    }
  }

  /** Begins a transaction as a writer, so that it never has to give up half-way. */
  void begin() throws SQLException {
    bound("BEGIN IMMEDIATE", new Object[0]).execute();
    inTransaction = true;
  }

  void commit() throws SQLException {
    bound("COMMIT", new Object[0]).execute();
    inTransaction = false;
  }

  /** Undoes a transaction that has begun, if one has. */
  void recover() throws SQLException {
    if (inTransaction) {
      inTransaction = false;
      bound("ROLLBACK", new Object[0]).execute();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static SQLException duplicateOr(SQLException e) {
    if (e instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY)) {
      throw new DuplicateRowException(e);
    }
    return e;
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    var statement = statement(sql);
    for (var i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return statement;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    var known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    if (prepared.size() == MOST_PREPARED) {
      prepared.pollFirstEntry().getValue().close();
    }
    var statement = connection.prepareStatement(sql);
    prepared.put(sql, statement);
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, text);
      case Boolean flag -> statement.setBoolean(index, flag);
      case Integer number -> statement.setLong(index, number);
      case Long number -> statement.setLong(index, number);
      case Instant time -> statement.setString(index, DjangoTime.text(time));
      default ->
          throw new IllegalArgumentException(
              "a value is a %s (expected: String, Boolean, Integer, Long, Instant or null)"
                  .formatted(value.getClass().getName()));
    }
  }
}
