package dev.sluice.django;

import org.jspecify.annotations.Nullable;

/** Where the connections to one database come from. Safe for use by many threads. */
sealed interface Connections extends AutoCloseable permits SqliteConnections, PooledConnections {

  /** The kind of database. */
  Dialect dialect();

  /**
   * Does work with a connection that nobody else uses meanwhile; undoes what it began if it fails.
   *
   * @throws DatabaseException if a statement fails
   * @throws DatabaseUnavailableException if the database is away or locked
   * @throws TooBusyException if too much work is waiting, or this for too long
   * @throws dev.sluice.CancelledException if the waiting thread is interrupted
   */
  <T extends @Nullable Object> T use(String operation, Work<JdbcStatements, T> work);

  /** Finishes the work at hand, and closes every connection. */
  @Override
  void close();
}
