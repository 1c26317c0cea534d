package dev.sluice.django;

import java.sql.Driver;
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
  private final Driver driver;
  private final SQLiteConfig config;
  private final Workers workers;
  private final Dialect dialect;
  private final SqliteFile file;
  private final ConcurrentLinkedDeque<Open> idle = new ConcurrentLinkedDeque<>();

  SqliteConnections(DatabaseUrl.Sqlite url, Driver driver, DatabaseSettings settings) {
    this.url = url;
    this.driver = driver;
    this.dialect = new SqliteDialect(settings.zone());
    this.file = new SqliteFile(url);
    this.config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
    var connections = url.inMemory() ? 1 : settings.connections();
    this.workers =
        new Workers("sluice-database", connections, settings.waiting(), settings.connectTimeout());
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
    var open = borrowed(operation);
    try {
      var result = work.run(open.statements);
      idle.push(open);
      return result;
    } catch (SQLException e) {
      recover(open, e);
      throw dialect.failure(operation, url, e);
    } catch (RuntimeException | Error e) {
      recover(open, e);
      throw e;
    }
  }

  private Open borrowed(String operation) {
    try {
      var identity = file.identity();
      for (var free = idle.poll(); free != null; free = idle.poll()) {
        if (free.identity.equals(identity)) {
          return free;
        }
        free.statements.close();
      }
      var connection = driver.connect("jdbc:sqlite:" + url.file(), config.toProperties());
      return new Open(new JdbcStatements(connection, dialect), file.identityOnceOpen(identity));
    } catch (SQLException e) {
      throw DatabaseUnavailableException.of(operation, url, dialect, e);
    }
  }

  /** Undoes what a connection has begun; one that cannot, or has failed, is not used again. */
  private void recover(Open open, Throwable cause) {
    try {
      open.statements.recover();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      discard(open.statements, cause);
      return;
    }
    if (cause instanceof SQLException failure && dialect.isOutage(failure) && !url.inMemory()) {
      discard(open.statements, cause);
      return;
    }
    idle.push(open);
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
      discard(connection.statements, failure);
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  /**
   * A connection that nobody uses.
   *
   * @param identity of the file that it was opened on
   */
  private record Open(JdbcStatements statements, Object identity) {}
}
