package dev.sluice.bench;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.UserStore;
import dev.sluice.django.Database;
import dev.sluice.django.DatabaseSettings;
import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.DjangoSessionAuthHash;
import dev.sluice.django.JdbcSessionStore;
import dev.sluice.django.JdbcUserStore;
import dev.sluice.django.Migrations;
import dev.sluice.django.NewUser;
import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PasswordSettings;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.SessionCodec;
import dev.sluice.django.Statements;
import dev.sluice.django.Users;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.WebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A site in a SQLite file, with a user who is logged in. */
final class SignedInSite implements AutoCloseable {

  static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";

  /** What {@link JdbcSessionStore} and {@link JdbcUserStore} ask. */
  private static final String SESSION =
      "SELECT session_key, session_data, expire_date FROM django_session"
          + " WHERE session_key = ? AND expire_date > ?";

  private static final String USER =
      "SELECT u.\"id\", u.\"username\", u.\"email\", u.\"first_name\", u.\"last_name\","
          + " u.\"is_active\", u.\"is_staff\", u.\"is_superuser\", u.\"date_joined\","
          + " u.\"last_login\", u.\"password\" FROM \"auth_user\" AS u WHERE u.\"id\" = ?";

  private final Clock clock = Clock.systemUTC();
  private final SecretKeys keys = SecretKeys.of("0123456789-abcdefghijklmnop-benchmark");
  private final Path folder;
  private final Database database;
  private final Application application;
  private final Application preparing;
  private final Application keeping;
  private long marks;

  private SignedInSite(Path folder) {
    this.folder = folder;
    this.database =
        Database.open(
            new DatabaseUrl.Sqlite(folder.resolve("site.db").toString()),
            DatabaseSettings.defaults());
    Migrations.migrate(database, clock, _ -> {});
    var hasher = new PasswordHashers(PasswordSettings.besideDjango(), new SecureRandom());
    var sessions = new JdbcSessionStore(database, new SessionCodec(keys, clock), clock);
    var users = new JdbcUserStore(database);
    new Users(database, hasher, clock, List.of()).create(NewUser.of("alice", "", "pw"));
    var alice = users.findByUsername("alice").orElseThrow();
    var hash = new DjangoSessionAuthHash(keys);
    var session =
        new SessionRecord(
            KEY,
            Map.of(
                "_auth_user_id", alice.user().id(),
                "_auth_user_backend", ModelBackend.PATH,
                "_auth_user_hash", hash.of(alice)),
            clock.instant().plus(Duration.ofDays(1)));
    sessions.insert(session);
    Function<UserStore, Authentication> authentication =
        store -> Authentication.of(hash, new ModelBackend(store, hasher));
    this.application = site(sessions, authentication.apply(users));
    this.keeping =
        site(
            new AskedSessions(this, session, () -> ""),
            authentication.apply(new AskedUsers(this, alice, () -> "")));
    this.preparing =
        site(
            new AskedSessions(this, session, this::another),
            authentication.apply(new AskedUsers(this, alice, this::another)));
  }

  static SignedInSite make() throws IOException {
    return new SignedInSite(Files.createTempDirectory("sluice-bench"));
  }

  private Application site(SessionStore sessions, Authentication authentication) {
    var middleware =
        new SessionMiddleware(sessions, SessionConfig.defaults(), clock, new SecureRandom());
    return new AuthMiddlewareStack(middleware, authentication, new OriginPolicy(List.of()))
        .unsafeAllowAnyOrigin()
        .wrap(
            WebSocket.application(
                socket -> {
                  Auth.of(socket.scope()).requireUser();
                  socket.accept();
                }));
  }

  /** Serves with our own stores. */
  Application application() {
    return application;
  }

  /** Serves with the same statements, and knows what they find. */
  Application keeping() {
    return keeping;
  }

  /** The same, but no statement is the same as one before. */
  Application preparing() {
    return preparing;
  }

  /** Returns a comment that makes of a statement one that was never prepared. */
  String another() {
    return " -- " + marks++;
  }

  /** Asks what a handshake asks. */
  String ask(String mark) {
    return askForSession(mark) + askForUser(mark);
  }

  String askForSession(String mark) {
    return database.call(
        "find a session", all -> read(all, 3, SESSION + mark, KEY, clock.instant()));
  }

  String askForUser(String mark) {
    return database.call("find a user", all -> read(all, 11, USER + mark, 1));
  }

  private static String read(Statements statements, int columns, String sql, Object... values)
      throws SQLException {
    return statements
        .first(
            row -> {
              var text = new StringBuilder();
              for (var i = 1; i <= columns; i++) {
                text.append(row.text(i));
              }
              return text.toString();
            },
            sql,
            values)
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    database.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
