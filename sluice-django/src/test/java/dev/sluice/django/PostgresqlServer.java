package dev.sluice.django;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL with as many databases as are asked for. */
public final class PostgresqlServer implements Outage.Server {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String ACCOUNT = "postgres";
  private static final String MIGRATED = "migrated";

  private ServerProcess process;
  private final Path folder;
  private final List<String> command;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresqlServer(Path folder, List<String> command, int port) throws IOException {
    this.process = started(folder, command);
    this.folder = folder;
    this.command = command;
    this.port = port;
  }

  /** Starts one on a free port, which is missed where CI=true. */
  public static PostgresqlServer start() throws IOException {
    var initdb = ServerProcess.requireProgram(initdb(), "install postgresql").toString();
    var folder = ServerProcess.folderOf(ACCOUNT);
    var data = folder.resolve("data").toString();
    ServerProcess.run(
        ACCOUNT,
        folder,
        List.of(
            initdb, "-D", data, "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"));
    var program = initdb.replaceAll("initdb$", "postgres");
    var server = ServerProcess.onFreePort(port -> start(folder, program, data, port));
    server.statement("CREATE EXTENSION pg_stat_statements");
    server.statement("CREATE DATABASE " + MIGRATED);
    try (var site = Site.at(server.url(MIGRATED))) {
      site.migrate();
    }
    return server;
  }

  private static PostgresqlServer start(Path folder, String program, String data, int port)
      throws IOException {
    var command =
        List.of(
            program,
            "-D",
            data,
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200",
            "-c",
            "shared_preload_libraries=pg_stat_statements");
    return new PostgresqlServer(folder, command, port);
  }

  private static ServerProcess started(Path folder, List<String> command) throws IOException {
    return ServerProcess.start(ACCOUNT, folder, command, "ready to accept connections");
  }

  @Override
  public void stop() throws IOException {
    process.stop("INT");
  }

  @Override
  public void startAgain() throws IOException {
    process = started(folder, command);
  }

  private static Optional<Path> initdb() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (var versions = Files.list(VERSIONS)) {
      return versions.sorted().map(it -> it.resolve("bin/initdb")).reduce((_, last) -> last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the database that tells of the statements in all others. */
  DatabaseUrl.Server statistics() {
    return url(ACCOUNT);
  }

  /** Returns a new database without any table. */
  public DatabaseUrl.Server empty() {
    return made("template0");
  }

  /** Returns a new database with the tables that we make. */
  @Override
  public DatabaseUrl.Server migrated() {
    return made(MIGRATED);
  }

  private DatabaseUrl.Server made(String template) {
    var name = "site" + databases.incrementAndGet();
    statement("CREATE DATABASE " + name + " TEMPLATE " + template);
    return url(name);
  }

  private void statement(String sql) {
    try (var database = Database.open(url("postgres"), Site.PATIENT)) {
      database.call("prepare a test", statements -> statements.update(sql));
    }
  }

  DatabaseUrl.Server url(String name) {
    return new DatabaseUrl.Server(
        DatabaseUrl.Product.POSTGRESQL, ACCOUNT, "hush", "127.0.0.1", port, name, Map.of());
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
