package dev.sluice.django;

import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.CancelledException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a database server, on the threads of whoever asks, which may be virtual. The
 * driver keeps each connection's prepared statements from one use to the next. A connection that
 * has been idle is tried before it is used, so that a server may come and go.
 */
final class PooledConnections implements Connections {

  private final DatabaseUrl.Server url;
  private final Dialect dialect;
  private final HikariDataSource pool;
  private final Semaphore places;
  private final int mostPlaces;
  private final ScopedValue<Boolean> using = ScopedValue.newInstance();

  PooledConnections(DatabaseUrl.Server url, ServerDriver driver, DatabaseSettings settings) {
    this.url = url;
    this.dialect = driver.dialect();
    this.mostPlaces = settings.connections() + settings.waiting();
    this.places = new Semaphore(mostPlaces);
    this.pool = new HikariDataSource(driver.pool(url, settings));
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public <T extends @Nullable Object> T use(String operation, Work<JdbcStatements, T> work) {
    if (using.isBound()) {
      throw new IllegalStateException(
          "work in %s asks for more work there and would wait for itself (expected: it uses what it was given)"
              .formatted(url));
    }
    if (!places.tryAcquire()) {
      throw new TooBusyException(url.toString());
    }
    try {
      return ScopedValue.where(using, true).call(() -> withConnection(operation, work));
    } finally {
      places.release();
    }
  }

  private <T extends @Nullable Object> T withConnection(
      String operation, Work<JdbcStatements, T> work) {
    try (var statements = borrowed(operation)) {
      return recovering(statements, work);
    } catch (SQLException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancelledException();
      }
      throw dialect.failure(operation, url, e);
    }
  }

  private static <T extends @Nullable Object> T recovering(
      JdbcStatements statements, Work<JdbcStatements, T> work) throws SQLException {
    try {
      return work.run(statements);
    } catch (SQLException | RuntimeException | Error e) {
      recover(statements, e);
      throw e;
    }
  }

  private static void recover(JdbcStatements statements, Throwable cause) {
    try {
      statements.recover();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private JdbcStatements borrowed(String operation) {
    if (pool.isClosed()) {
      throw new IllegalStateException(url + " is closed (expected: open)");
    }
    try {
      return new JdbcStatements(pool.getConnection(), dialect);
    } catch (SQLException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new CancelledException();
      }
      throw DatabaseUnavailableException.of(operation, url, dialect, reason(e));
    }
  }

  /** The pool only says how long it waited; the driver says why. */
  private SQLException reason(SQLException failure) {
    if (!(failure instanceof SQLTransientConnectionException)) {
      return failure;
    }
    if (failure.getCause() instanceof SQLException refused) {
      return refused;
    }
    throw new TooBusyException(url.toString());
  }

  @Override
  public void close() {
    places.acquireUninterruptibly(mostPlaces);
    pool.close();
    places.release(mostPlaces);
  }
}
