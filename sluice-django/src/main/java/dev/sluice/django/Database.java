package dev.sluice.django;

import dev.sluice.CancelledException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * A SQL database: a SQLite file, or one on a PostgreSQL, MariaDB or MySQL server. Safe for use by
 * many threads; each waits for its own work.
 *
 * <p>Work in SQLite runs on a few platform threads, because its native code would hold the carrier
 * of a virtual thread; elsewhere on the thread that asks.
 */
public final class Database implements AutoCloseable {

  private final DatabaseUrl url;
  private final Connections connections;

  private Database(DatabaseUrl url, Connections connections) {
    this.url = url;
    this.connections = connections;
  }

  /**
   * Opens a database; the first connection is made when it is first used. To be closed.
   *
   * @throws DatabaseUrlException if its driver is missing, or does not know an option of the URL
   */
  public static Database open(DatabaseUrl url, DatabaseSettings settings) {
    return switch (url) {
      case DatabaseUrl.Sqlite _ -> open(url, settings, Stream.of(new JDBC()));
      case DatabaseUrl.Server _ ->
          open(url, settings, ServiceLoader.load(Driver.class).stream().map(it -> it.get()));
    };
  }

  static Database open(DatabaseUrl url, DatabaseSettings settings, Stream<Driver> drivers) {
    return switch (url) {
      case DatabaseUrl.Sqlite sqlite ->
          new Database(
              sqlite, new SqliteConnections(sqlite, drivers.findFirst().orElseThrow(), settings));
      case DatabaseUrl.Server server ->
          new Database(
              server,
              new PooledConnections(
                  server, ServerDriver.of(server, drivers, settings.zone()), settings));
    };
  }

  /** Where the database is. */
  public DatabaseUrl url() {
    return url;
  }

  Dialect dialect() {
    return connections.dialect();
  }

  /**
   * Does work whose statements take effect one by one.
   *
   * @param operation what it is for the message of an error, such as "find a session"
   * @throws DatabaseException if a statement fails
   * @throws DatabaseUnavailableException if the database is away, or locked for too long
   * @throws TooBusyException if too much work is waiting, or this for too long
   * @throws CancelledException if the waiting thread is interrupted; work that has begun goes on in
   *     SQLite, and ends with its connection elsewhere
   */
  public <T extends @Nullable Object> T call(String operation, Work<Statements, T> work) {
    return connections.use(operation, work::run);
  }

  /**
   * Does work whose statements take effect together when it returns, or not at all if it throws. In
   * SQLite no other process writes meanwhile; elsewhere each statement sees what others have
   * finished before it ({@code READ COMMITTED} in PostgreSQL, the server's own level in MySQL).
   *
   * @throws DatabaseException if a statement fails
   * @throws DatabaseUnavailableException if the database is away, or locked for too long
   * @throws TooBusyException if too much work is waiting, or this for too long
   * @throws CancelledException if the waiting thread is interrupted; work that has begun goes on in
   *     SQLite, and ends with its connection elsewhere
   */
  public <T extends @Nullable Object> T transaction(String operation, Work<Transaction, T> work) {
    return connections.use(operation, all -> atomically(all, work));
  }

  private static <T extends @Nullable Object> T atomically(
      JdbcStatements statements, Work<Transaction, T> work) throws SQLException {
    statements.begin();
    var result = work.run(statements);
    statements.commit();
    return result;
  }

  /** Finishes the work that waits, and closes every connection. */
  @Override
  public void close() {
    connections.close();
  }
}
