package dev.sluice.django;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Connections to a SQLite file, on platform threads of their own, because SQLite's native code
 * would hold the carrier of a virtual thread. Foreign keys are checked, as Django has it; the
 * journal mode stays as it is.
 */
final class SqliteConnections implements Connections {

  private final DatabaseUrl.Sqlite url;
  private final SQLiteConfig config;
  private final Workers workers;
  private final Dialect dialect = new SqliteDialect();
  private final ConcurrentLinkedDeque<JdbcStatements> idle = new ConcurrentLinkedDeque<>();

  SqliteConnections(DatabaseUrl.Sqlite url, DatabaseSettings settings) {
    this.url = url;
    this.config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
    var connections = url.inMemory() ? 1 : settings.connections();
    this.workers = new Workers("sluice-database", connections, settings.waiting());
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public <T extends @Nullable Object> T use(String operation, Work<JdbcStatements, T> work) {
    return workers.run(() -> withConnection(operation, work));
  }

  private <T extends @Nullable Object> T withConnection(
      String operation, Work<JdbcStatements, T> work) {
    JdbcStatements connection = null;
    try {
      connection = borrowed();
      var result = work.run(connection);
      idle.push(connection);
      return result;
    } catch (SQLException e) {
      recover(connection, e);
      throw DatabaseException.of(operation, url, dialect, e);
    } catch (RuntimeException | Error e) {
      recover(connection, e);
      throw e;
    }
  }

  private JdbcStatements borrowed() throws SQLException {
    var free = idle.poll();
    return free == null
        ? new JdbcStatements(config.createConnection("jdbc:sqlite:" + url.file()), dialect)
        : free;
  }

  /** Undoes what a connection has begun; one that cannot is not used again. */
  private void recover(@Nullable JdbcStatements connection, Throwable cause) {
    if (connection == null) {
      return;
    }
    try {
      connection.recover();
      idle.push(connection);
    } catch (SQLException e) {
      cause.addSuppressed(e);
      discard(connection, cause);
    }
  }

  private static void discard(JdbcStatements connection, Throwable cause) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    workers.close();
    var failure = new IllegalStateException("could not close " + url);
    for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
      discard(connection, failure);
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
