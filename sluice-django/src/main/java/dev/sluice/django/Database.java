package dev.sluice.django;

import dev.sluice.CancelledException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A SQL database. Its work runs on a few platform threads, because SQLite's native code would hold
 * the carrier of a virtual thread. Safe for use by many threads; each waits for its own work.
 *
 * <p>Foreign keys are checked, as Django has it; the journal mode of a file stays as it is.
 */
public final class Database implements AutoCloseable {

  private final DatabaseUrl.Sqlite url;
  private final SQLiteConfig config;
  private final Workers workers;
  private final ConcurrentLinkedDeque<JdbcStatements> idle = new ConcurrentLinkedDeque<>();

  private Database(DatabaseUrl.Sqlite url, DatabaseSettings settings) {
    this.url = url;
    this.config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
    var connections = url.inMemory() ? 1 : settings.connections();
    this.workers = new Workers("sluice-database", connections, settings.waiting());
  }

  /**
   * Opens a database; the first connection is made when it is first used. To be closed.
   *
   * @throws DatabaseUrlException if it is of a kind that cannot be opened
   */
  public static Database open(DatabaseUrl url, DatabaseSettings settings) {
    return switch (url) {
      case DatabaseUrl.Sqlite sqlite -> new Database(sqlite, settings);
      case DatabaseUrl.Server server ->
          throw new DatabaseUrlException(
              "%s cannot be opened: %s databases are not supported yet (expected: sqlite:///path)"
                  .formatted(server, server.product().scheme()));
    };
  }

  /** Where the database is. */
  public DatabaseUrl url() {
    return url;
  }

  /**
   * Does work whose statements take effect one by one.
   *
   * @param operation what it is for the message of an error, such as "find a session"
   * @throws DatabaseException if a statement fails
   * @throws TooBusyException if too much work is waiting
   * @throws CancelledException if the waiting thread is interrupted; work that has begun goes on
   */
  public <T extends @Nullable Object> T call(String operation, Work<Statements, T> work) {
    return workers.run(() -> withConnection(operation, work::run));
  }

  /**
   * Does work whose statements take effect together when it returns, or not at all if it throws. No
   * other process writes meanwhile.
   *
   * @throws DatabaseException if a statement fails
   * @throws TooBusyException if too much work is waiting
   * @throws CancelledException if the waiting thread is interrupted; work that has begun goes on
   */
  public <T extends @Nullable Object> T transaction(String operation, Work<Transaction, T> work) {
    return workers.run(() -> withConnection(operation, all -> atomically(all, work)));
  }

  private static <T extends @Nullable Object> T atomically(
      JdbcStatements statements, Work<Transaction, T> work) throws SQLException {
    statements.begin();
    var result = work.run(statements);
    statements.commit();
    return result;
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
      throw new DatabaseException(operation, url, e);
    } catch (RuntimeException | Error e) {
      recover(connection, e);
      throw e;
    }
  }

  private JdbcStatements borrowed() throws SQLException {
    var free = idle.poll();
    return free == null
        ? new JdbcStatements(config.createConnection("jdbc:sqlite:" + url.file()))
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

  /** Finishes the work that waits, and closes every connection. */
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
