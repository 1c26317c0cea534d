package dev.sluice.django;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A MariaDB with as many databases as are asked for, and one whose tables real Django has made. */
final class MariadbServer implements Outage.Server {

  private static final String ACCOUNT = "mysql";
  private static final String MIGRATED = "migrated";

  private static final List<String> EMPTIED =
      List.of(
          "django_session",
          "authtoken_token",
          "auth_user_groups",
          "auth_user_user_permissions",
          "auth_group_permissions",
          "auth_group");

  private ServerProcess process;
  private final Path folder;
  private final List<String> command;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private MariadbServer(Path folder, List<String> command, int port) throws IOException {
    this.process = started(folder, command);
    this.folder = folder;
    this.command = command;
    this.port = port;
  }

  static MariadbServer start() throws IOException, InterruptedException {
    var program =
        ServerProcess.requireProgram(
            Optional.of(Path.of("/usr/sbin/mariadbd")), "install mariadb-server");
    var folder = ServerProcess.folderOf(ACCOUNT);
    var data = folder.resolve("data").toString();
    ServerProcess.run(
        ACCOUNT,
        folder,
        List.of(
            "/usr/bin/mariadb-install-db",
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--datadir=" + data));
    var server = ServerProcess.onFreePort(port -> start(folder, program.toString(), data, port));
    server.statement("CREATE DATABASE " + MIGRATED + " CHARACTER SET utf8mb4");
    try (var django = RealDjango.on(server.url(MIGRATED), folder)) {
      django.ask("migrate");
    }
    return server;
  }

  private static MariadbServer start(Path folder, String program, String data, int port)
      throws IOException {
    var command =
        List.of(
            program,
            "--no-defaults",
            "--datadir=" + data,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("socket"),
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=32M");
    return new MariadbServer(folder, command, port);
  }

  private static ServerProcess started(Path folder, List<String> command) throws IOException {
    return ServerProcess.start(ACCOUNT, folder, command, "ready for connections");
  }

  @Override
  public void stop() throws IOException {
    process.stop("TERM");
  }

  @Override
  public void startAgain() throws IOException {
    process = started(folder, command);
  }

  /** Returns a new database without any table. */
  DatabaseUrl.Server empty() {
    var name = "site" + databases.incrementAndGet();
    statement("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return url(name);
  }

  /** Returns the database with Django's tables, without anybody in it. */
  @Override
  public DatabaseUrl.Server migrated() {
    try (var database = Database.open(url(MIGRATED), Site.PATIENT)) {
      database.call(
          "prepare a test",
          statements -> {
            statements.update("SET foreign_key_checks = 0");
            for (var table : EMPTIED) {
              statements.update("DELETE FROM " + table);
            }
            statements.update("TRUNCATE auth_user");
            return statements.update("SET foreign_key_checks = 1");
          });
    }
    return url(MIGRATED);
  }

  private void statement(String sql) {
    try (var database = Database.open(url("mysql"), Site.PATIENT)) {
      database.call("prepare a test", statements -> statements.update(sql));
    }
  }

  DatabaseUrl.Server url(String name) {
    return new DatabaseUrl.Server(
        DatabaseUrl.Product.MYSQL, "root", "", "127.0.0.1", port, name, Map.of());
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
