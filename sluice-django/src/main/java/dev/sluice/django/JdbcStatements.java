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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One connection with the statements prepared on it. */
final class JdbcStatements implements Transaction, AutoCloseable {

  private static final int MOST_PREPARED = 100;

  private final Connection connection;
  private final Dialect dialect;
  private final LinkedHashMap<String, PreparedStatement> prepared =
      new LinkedHashMap<>(16, 0.75f, true);
  private boolean inTransaction;

  JdbcStatements(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  @Override
  public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (var results = bound(sql, values).executeQuery()) {
      var row = new Row(results, dialect);
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
      return results.next()
          ? Optional.of(reader.read(new Row(results, dialect)))
          : Optional.empty();
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

  @Override
  public long insert(String idColumn, String sql, @Nullable Object... values) throws SQLException {
    var statement =
        statement(
            idColumn + " " + sql, () -> connection.prepareStatement(sql, new String[] {idColumn}));
    try {
      bind(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw duplicateOr(e);
    }
    try (var keys = statement.getGeneratedKeys()) {
      keys.next();
      return keys.getLong(1);
    }
  }

  void begin() throws SQLException {
    dialect.begin(connection);
    inTransaction = true;
  }

  void commit() throws SQLException {
    dialect.commit(connection);
    inTransaction = false;
  }

  /** Undoes a transaction that has begun, if one has. */
  void recover() throws SQLException {
    if (inTransaction) {
      inTransaction = false;
      dialect.rollback(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private SQLException duplicateOr(SQLException e) {
    if (dialect.isDuplicate(e)) {
      throw new DuplicateRowException(dialect.withoutValues(e));
    }
    return e;
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    var statement = statement(sql, () -> connection.prepareStatement(sql));
    bind(statement, values);
    return statement;
  }

  private PreparedStatement statement(String name, Preparation preparation) throws SQLException {
    var known = prepared.get(name);
    if (known != null) {
      return known;
    }
    if (prepared.size() == MOST_PREPARED) {
      prepared.pollFirstEntry().getValue().close();
    }
    var statement = preparation.prepare();
    prepared.put(name, statement);
    return statement;
  }

  private void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
    for (var i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, text);
      case Boolean flag -> statement.setBoolean(index, flag);
      case Integer number -> statement.setLong(index, number);
      case Long number -> statement.setLong(index, number);
      case UUID id -> dialect.bindUuid(statement, index, id);
      case Instant time -> dialect.bindTime(statement, index, DjangoTime.truncated(time));
      default ->
          throw new IllegalArgumentException(
              "a value is a %s (expected: String, Boolean, Integer, Long, Instant, UUID or null)"
                  .formatted(value.getClass().getName()));
    }
  }

  /** Makes the statement that is not there yet. */
  @FunctionalInterface
  private interface Preparation {
    PreparedStatement prepare() throws SQLException;
  }
}
