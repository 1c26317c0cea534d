package dev.sluice.manage;

import dev.sluice.django.Database;
import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.Migration;
import dev.sluice.django.MigrationState;
import dev.sluice.django.Migrations;
import dev.sluice.django.UserTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The tables of a site: those that its configuration makes it need. */
record Tables(SiteConfig config, Database database) {

  private static final List<String> SESSIONS = List.of("django_session");

  /** Checks that they are there; {@link Site#requireMigrated} tells the errors. */
  void require() {
    if (config.databaseUrl() instanceof DatabaseUrl.Sqlite sqlite
        && !sqlite.inMemory()
        && Files.notExists(Path.of(sqlite.file()))) {
      throw new ConfigurationException(
          "the database %s does not exist yet: run `migrate`, or name another in SLUICE_DATABASE_URL"
              .formatted(sqlite));
    }
    switch (Migrations.state(database, users())) {
      case MigrationState.Current(), MigrationState.WithoutTokens() -> {}
      case MigrationState.Foreign(var missing)
          when missing.equals(SESSIONS) && !config.storage().engine().usesDatabase() -> {}
      case MigrationState.NotMigrated() when hasOwnUsers() -> throw madeBySiteOnly();
      case MigrationState.NotMigrated(), MigrationState.Foreign(var _) ->
          Migrations.requireMigrated(database, users());
    }
  }

  /**
   * Makes them where there are none.
   *
   * @return what was applied
   * @throws ConfigurationException if the users are in a table that only the site itself can make
   */
  List<Migration> migrate(Clock clock, Consumer<Migration> progress) {
    if (!hasOwnUsers()) {
      return Migrations.migrate(database, clock, progress);
    }
    require();
    return List.of();
  }

  private UserTable users() {
    return config.auth().users();
  }

  private boolean hasOwnUsers() {
    return !users().name().equals(UserTable.django().name());
  }

  private ConfigurationException madeBySiteOnly() {
    return new ConfigurationException(
        "the database %s has no table %s, which only the site itself can make: run its `manage.py migrate`, or leave users.table alone"
            .formatted(database.url(), users().name()));
  }
}
