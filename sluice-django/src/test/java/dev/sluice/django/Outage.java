package dev.sluice.django;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A way in which the database of a site goes away, and comes back. To be closed. */
interface Outage extends AutoCloseable {

  DatabaseUrl url();

  void begin() throws Exception;

  void end() throws Exception;

  @Override
  default void close() throws IOException, SQLException {}

  /** The kinds that there are. */
  enum Kind {
    SQLITE_FILE_REMOVED,
    SQLITE_FILE_LOCKED,
    POSTGRESQL_STOPPED,
    MARIADB_STOPPED;

    /** Returns one that has not begun; a folder is for what it needs. */
    Outage in(Path folder) throws Exception {
      return switch (this) {
        case SQLITE_FILE_REMOVED -> new Removed(folder.resolve("site.db"));
        case SQLITE_FILE_LOCKED -> new Locked(folder.resolve("site.db"));
        case POSTGRESQL_STOPPED -> new Stopped(PostgresqlServer.start());
        case MARIADB_STOPPED -> new Stopped(MariadbServer.start());
      };
    }
  }

  /** The file is somewhere else for a while. */
  record Removed(Path file) implements Outage {

    @Override
    public DatabaseUrl url() {
      return new DatabaseUrl.Sqlite(file.toString());
    }

    @Override
    public void begin() throws Exception {
      Files.move(file, elsewhere());
    }

    @Override
    public void end() throws Exception {
      Files.move(elsewhere(), file);
    }

    private Path elsewhere() {
      return file.resolveSibling("elsewhere.db");
    }
  }

  /** Another process writes, and does not finish. */
  final class Locked implements Outage {

    private final Path file;
    private final Connection writer;

    Locked(Path file) throws SQLException {
      this.file = file;
      this.writer = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public DatabaseUrl url() {
      return new DatabaseUrl.Sqlite(file.toString());
    }

    @Override
    public void begin() throws SQLException {
      execute("BEGIN EXCLUSIVE");
    }

    @Override
    public void end() throws SQLException {
      execute("ROLLBACK");
    }

    private void execute(String sql) throws SQLException {
      try (var statement = writer.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      writer.close();
    }
  }

  /** A server of its own stops. */
  record Stopped(Server server) implements Outage {

    @Override
    public DatabaseUrl url() {
      return server.migrated();
    }

    @Override
    public void begin() throws IOException {
      server.stop();
    }

    @Override
    public void end() throws IOException {
      server.startAgain();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** A database server that goes away and comes back as a test wants. */
  interface Server extends Closeable {

    /** Returns a database with tables, and nobody in it. */
    DatabaseUrl migrated();

    /** Stops it at once, whoever is connected. */
    void stop() throws IOException;

    /** Starts it with what it had. */
    void startAgain() throws IOException;
  }
}
