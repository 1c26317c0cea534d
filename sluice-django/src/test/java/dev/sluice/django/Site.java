package dev.sluice.django;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A database file with everything of ours on top. */
final class Site implements AutoCloseable {

  /** As by default, but for machines that are busy with something else. */
  static final DatabaseSettings PATIENT =
      new DatabaseSettings(4, 1000, Duration.ofSeconds(30), Duration.ofSeconds(30));

  final Clock clock = Clock.systemUTC();
  final SecretKeys keys = SecretKeys.of(RealDjango.SECRET_KEY);
  final Database database;
  final PasswordHashers hasher =
      new PasswordHashers(
          PasswordSettings.besideDjango().withPbkdf2Iterations(RealDjango.ITERATIONS),
          new SecureRandom());
  final DrfTokens tokens;
  final Users users;
  final JdbcUserStore userStore;
  final JdbcSessionStore sessions;

  private Site(Database database, UserTable table) {
    this.database = database;
    this.tokens = new DrfTokens(database, table, clock, new SecureRandom());
    this.users = new Users(database, table, hasher, clock, new SecureRandom(), List.of(tokens));
    this.userStore = new JdbcUserStore(database, table);
    this.sessions = new JdbcSessionStore(database, new SessionCodec(keys, clock), clock);
  }

  static Site on(Path file) {
    return at(new DatabaseUrl.Sqlite(file.toString()));
  }

  static Site at(DatabaseUrl url) {
    return at(url, PATIENT);
  }

  static Site at(DatabaseUrl url, DatabaseSettings settings) {
    return on(Database.open(url, settings));
  }

  static Site on(Database database) {
    return new Site(database, UserTable.django());
  }

  static Site withUsersOf(UserTable table, DatabaseUrl url) {
    return new Site(Database.open(url, PATIENT), table);
  }

  static Site inMemory() {
    var site = at(DatabaseUrl.parse("sqlite://:memory:"));
    site.migrate();
    return site;
  }

  List<Migration> migrate() {
    return Migrations.migrate(database, clock, _ -> {});
  }

  List<String> rows(String sql, int columns) {
    return database.call(
        "look",
        statements ->
            statements.all(
                row -> {
                  var text = new StringBuilder(row.text(1));
                  for (var i = 2; i <= columns; i++) {
                    text.append('|').append(row.text(i));
                  }
                  return text.toString();
                },
                sql));
  }

  @Override
  public void close() {
    database.close();
  }
}
