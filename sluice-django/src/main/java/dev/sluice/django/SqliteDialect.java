package dev.sluice.django;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite, where Django keeps times and UUIDs as text.
 *
 * @param zone where the times are
 */
record SqliteDialect(ZoneId zone) implements Dialect {

  /** An extended code has its primary one in the lowest byte. */
  private static final int PRIMARY = 0xff;

  private static final Set<SQLiteErrorCode> OUTAGES =
      EnumSet.of(
          SQLiteErrorCode.SQLITE_BUSY,
          SQLiteErrorCode.SQLITE_LOCKED,
          SQLiteErrorCode.SQLITE_NOMEM,
          SQLiteErrorCode.SQLITE_READONLY,
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_FULL,
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_PROTOCOL,
          SQLiteErrorCode.SQLITE_NOTADB);

  @Override
  public boolean isDuplicate(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY);
  }

  @Override
  public boolean isReference(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY;
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("no such table");
  }

  @Override
  public boolean isOutage(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && OUTAGES.contains(SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY));
  }

  @Override
  public SQLException withoutValues(SQLException failure) {
    return failure;
  }

  /** As a writer, so that it never has to give up half-way. */
  @Override
  public void begin(Connection connection) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void bindTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setString(index, DjangoTime.text(time, zone));
  }

  @Override
  public Optional<Instant> time(ResultSet results, int column) throws SQLException {
    var text = results.getString(column);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(DjangoTime.parse(text, zone));
    } catch (DateTimeException e) {
      throw new SQLException(
          "column %d does not hold a time as Django writes it".formatted(column), e);
    }
  }

  @Override
  public void bindUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
    statement.setString(index, IdType.hex(value));
  }

  @Override
  public String tables() {
    return "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')";
  }

  @Override
  public Optional<String> schema() {
    return Optional.of("schema-sqlite.sql");
  }
}
