package dev.sluice.django;

import dev.sluice.SluiceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one kind of database does in its own way. Everything else is the same SQL for all, with
 * names in double quotes. Safe for use by many threads.
 */
sealed interface Dialect permits SqliteDialect, PostgresqlDialect, MysqlDialect {

  /** Whether a statement failed because a unique value is taken. */
  boolean isDuplicate(SQLException failure);

  /** Whether a statement failed because another row refers to one, or to one that is not there. */
  boolean isReference(SQLException failure);

  /** Whether a statement failed because a table is not there. */
  boolean isMissingTable(SQLException failure);

  /**
   * Whether a statement failed because the database is away, full or locked, and not because of
   * what was asked. SQL:2023 keeps the class 08 for lost connections.
   */
  default boolean isOutage(SQLException failure) {
    return String.valueOf(failure.getSQLState()).startsWith("08")
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLRecoverableException;
  }

  /** Returns what a failed statement is to whoever asked for it. */
  default SluiceException failure(String operation, DatabaseUrl url, SQLException cause) {
    return isOutage(cause)
        ? DatabaseUnavailableException.of(operation, url, this, cause)
        : DatabaseException.of(operation, url, this, cause);
  }

  /** Returns a failure whose message does not repeat the values of the statement. */
  SQLException withoutValues(SQLException failure);

  /** Begins a transaction. */
  default void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  /** Makes the changes of a transaction last. */
  default void commit(Connection connection) throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Undoes the changes of a transaction. */
  default void rollback(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /** Gives a statement a point in time, which has whole microseconds. */
  void bindTime(PreparedStatement statement, int index, Instant time) throws SQLException;

  /** Reads a point in time; empty for null. */
  Optional<Instant> time(ResultSet results, int column) throws SQLException;

  /** Gives a statement a UUID. */
  void bindUuid(PreparedStatement statement, int index, UUID value) throws SQLException;

  /** The query for the names of all tables and views. */
  String tables();

  /** The file that describes Django's tables; empty where only Django makes them. */
  Optional<String> schema();

  /** Makes others who would change the tables wait until a transaction ends. */
  default void holdOffOthers(Transaction transaction) throws SQLException {}
}
