package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes Django's tables where there are none, as Django 5.2 and Django REST framework 3.16 would,
 * so that a Django site accepts them as its own; and recognises those that are there.
 */
public final class Migrations {

  private static final String SCHEMA = "schema-sqlite.sql";

  private Migrations() {}

  /** Returns how far a database is from having every table; changes nothing. */
  public static MigrationState state(Database database) {
    return database.call("look for Django's tables", Migrations::state);
  }

  /**
   * Checks that a database has every table.
   *
   * @throws NotMigratedException if it has not; the message says what to do
   */
  public static void requireMigrated(Database database) {
    switch (state(database)) {
      case MigrationState.Current() -> {}
      case MigrationState.NotMigrated() -> throw NotMigratedException.empty(database.url());
      case MigrationState.Foreign(var missing) ->
          throw NotMigratedException.foreign(database.url(), missing);
    }
  }

  /**
   * Makes every table in a database that has none of them, all or nothing, and tells of each
   * migration when all are done. Does nothing where they exist, and never alters one. An empty file
   * becomes one with a write-ahead log, so that readers and a writer do not wait for each other.
   *
   * @return what was applied; empty if there was nothing to do
   * @throws NotMigratedException if the database belongs to a Django site that lacks some tables
   */
  public static List<Migration> migrate(
      Database database, Clock clock, Consumer<Migration> progress) {
    if (state(database) instanceof MigrationState.NotMigrated) {
      database.call("choose a journal", Migrations::useWriteAheadLog);
    }
    var applied =
        database.transaction(
            "make Django's tables", transaction -> migrate(database, clock, transaction));
    applied.forEach(progress);
    return applied;
  }

  private static List<Migration> migrate(Database database, Clock clock, Transaction transaction)
      throws SQLException {
    return switch (state(transaction)) {
      case MigrationState.Current() -> List.of();
      case MigrationState.Foreign(var missing) ->
          throw NotMigratedException.foreign(database.url(), missing);
      case MigrationState.NotMigrated() -> {
        createTables(transaction);
        recordMigrations(clock, transaction);
        addPermissions(transaction);
        yield DjangoApps.MIGRATIONS;
      }
    };
  }

  private static MigrationState state(Statements statements) throws SQLException {
    var tables = new HashSet<>(tables(statements));
    var missing = DjangoApps.TABLES.stream().filter(table -> !tables.contains(table)).toList();
    if (missing.isEmpty()) {
      return new MigrationState.Current();
    }
    return missing.size() == DjangoApps.TABLES.size()
        ? new MigrationState.NotMigrated()
        : new MigrationState.Foreign(missing);
  }

  private static List<String> tables(Statements statements) throws SQLException {
    return statements.all(
        row -> row.text(1), "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')");
  }

  private static String useWriteAheadLog(Statements statements) throws SQLException {
    return tables(statements).isEmpty()
        ? statements.first(row -> row.text(1), "PRAGMA journal_mode = WAL").orElse("")
        : "";
  }

  private static void createTables(Transaction transaction) throws SQLException {
    for (var statement : schema().replaceAll("(?m)^--.*\n", "").split(";", -1)) {
      if (!statement.isBlank()) {
        transaction.update(onOneLine(statement.strip()));
      }
    }
  }

  /** SQLite keeps the text of a definition; this way it is Django's to the letter. */
  private static String onOneLine(String statement) {
    return statement.replaceAll("\\(\n *", "(").replaceAll("\n\\)", ")").replaceAll("\n *", " ");
  }

  private static String schema() {
    try (var stream = Migrations.class.getResourceAsStream(SCHEMA)) {
      return new String(Objects.requireNonNull(stream, SCHEMA).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void recordMigrations(Clock clock, Transaction transaction) throws SQLException {
    for (var migration : DjangoApps.MIGRATIONS) {
      transaction.update(
          "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)",
          migration.app(),
          migration.name(),
          clock.instant());
    }
  }

  private static void addPermissions(Transaction transaction) throws SQLException {
    for (var model : DjangoApps.MODELS) {
      var contentType =
          transaction.first(
              row -> row.number(1),
              "INSERT INTO django_content_type (app_label, model) VALUES (?, ?) RETURNING id",
              model.app(),
              model.name());
      for (var permission : model.permissions().toList()) {
        transaction.update(
            "INSERT INTO auth_permission (content_type_id, codename, name) VALUES (?, ?, ?)",
            contentType.orElseThrow(),
            permission.codename(),
            permission.name());
      }
    }
  }
}
