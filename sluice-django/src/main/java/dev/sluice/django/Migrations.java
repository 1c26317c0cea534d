package dev.sluice.django;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes Django's tables where there are none, as Django 5.2 and Django REST framework 3.16 would,
 * so that a Django site accepts them as its own; and recognises those that are there.
 */
public final class Migrations {

  private Migrations() {}

  /** Returns how far a database is from having every table; changes nothing. */
  public static MigrationState state(Database database) {
    return state(database, UserTable.django());
  }

  /** Returns how far the database of a site with users of its own is from having every table. */
  public static MigrationState state(Database database, UserTable users) {
    return database.call(
        "look for Django's tables", statements -> state(users, database.dialect(), statements));
  }

  /**
   * Checks that a database has every table but those of the tokens, which {@link DrfTokens} asks
   * for when it is used.
   *
   * @throws NotMigratedException if it has not; the message says what to do
   */
  public static void requireMigrated(Database database) {
    requireMigrated(database, UserTable.django());
  }

  /**
   * Checks that the database of a site with users of its own has every table but those of the
   * tokens.
   *
   * @throws NotMigratedException if it has not; the message says what to do
   */
  public static void requireMigrated(Database database, UserTable users) {
    switch (state(database, users)) {
      case MigrationState.Current(), MigrationState.WithoutTokens() -> {}
      case MigrationState.NotMigrated() -> throw NotMigratedException.empty(database.url());
      case MigrationState.Foreign(var missing) ->
          throw NotMigratedException.foreign(database.url(), missing);
    }
  }

  /**
   * Makes every table in a SQLite or PostgreSQL database that has none of them, all or nothing, and
   * tells of each migration when all are done. Does nothing where they exist, and never alters one.
   * An empty SQLite file becomes one with a write-ahead log, so that readers and a writer do not
   * wait for each other.
   *
   * @return what was applied; empty if there was nothing to do
   * @throws NotMigratedException if the database belongs to a Django site that lacks some tables,
   *     or is an empty one of MariaDB or MySQL, where only Django's own {@code migrate} makes them
   */
  public static List<Migration> migrate(
      Database database, Clock clock, Consumer<Migration> progress) {
    if (database.url() instanceof DatabaseUrl.Sqlite
        && state(database) instanceof MigrationState.NotMigrated) {
      database.call(
          "choose a journal", statements -> useWriteAheadLog(database.dialect(), statements));
    }
    var applied =
        database.transaction(
            "make Django's tables", transaction -> migrate(database, clock, transaction));
    applied.forEach(progress);
    return applied;
  }

  private static List<Migration> migrate(Database database, Clock clock, Transaction transaction)
      throws SQLException {
    database.dialect().holdOffOthers(transaction);
    return switch (state(UserTable.django(), database.dialect(), transaction)) {
      case MigrationState.Current(), MigrationState.WithoutTokens() -> List.of();
      case MigrationState.Foreign(var missing) ->
          throw NotMigratedException.foreign(database.url(), missing);
      case MigrationState.NotMigrated() -> {
        var schema =
            database
                .dialect()
                .schema()
                .orElseThrow(() -> NotMigratedException.onlyByDjango(database.url()));
        Schema.create(schema, transaction);
        recordMigrations(clock, transaction);
        addPermissions(transaction);
        yield DjangoApps.MIGRATIONS;
      }
    };
  }

  private static MigrationState state(UserTable users, Dialect dialect, Statements statements)
      throws SQLException {
    var present = new HashSet<>(statements.all(row -> row.text(1), dialect.tables()));
    var needed = DjangoApps.tables(users);
    var missing = needed.stream().filter(table -> !present.contains(table)).toList();
    var hasTokens = present.contains(DjangoApps.TOKEN_TABLE);
    if (missing.isEmpty()) {
      return hasTokens ? new MigrationState.Current() : new MigrationState.WithoutTokens();
    }
    return missing.size() == needed.size() && !hasTokens
        ? new MigrationState.NotMigrated()
        : new MigrationState.Foreign(missing);
  }

  private static String useWriteAheadLog(Dialect dialect, Statements statements)
      throws SQLException {
    return statements.all(row -> row.text(1), dialect.tables()).isEmpty()
        ? statements.first(row -> row.text(1), "PRAGMA journal_mode = WAL").orElse("")
        : "";
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
          transaction.insert(
              "id",
              "INSERT INTO django_content_type (app_label, model) VALUES (?, ?)",
              model.app(),
              model.name());
      for (var permission : model.permissions().toList()) {
        transaction.update(
            "INSERT INTO auth_permission (content_type_id, codename, name) VALUES (?, ?, ?)",
            contentType,
            permission.codename(),
            permission.name());
      }
    }
  }
}
