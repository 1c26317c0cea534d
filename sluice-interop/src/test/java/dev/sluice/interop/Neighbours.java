package dev.sluice.interop;

import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.NewUser;
import dev.sluice.django.PostgresqlServer;
import dev.sluice.examples.tokenauth.Program;
import dev.sluice.manage.Site;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A Django site and a program of ours, with one database and one secret key. */
final class Neighbours implements AutoCloseable {

  static final String SECRET_KEY = "one secret key of fifty characters for both the neighbours";

  /** What both signed with before; only our program still takes it. */
  static final String FORMER_SECRET_KEY = "the key that both had before and ours still accepts";

  static final String PASSWORD = "pässwörd 🔑";

  /** How often our program asks whether those who are connected still may be. */
  static final Duration REVALIDATION = Duration.ofMillis(200);

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final Deque<Closeable> ends;
  private final Kind kind;
  private final DatabaseUrl database;
  private final Django django;
  private final String version;
  private final Program program;
  private final Program.Running here;

  private Neighbours(Kind kind, Path folder, Deque<Closeable> ends)
      throws IOException, InterruptedException {
    this.ends = ends;
    this.kind = kind;
    database = kind == Kind.SQLITE ? file(folder) : server();
    django = Django.start(kind, database, SECRET_KEY);
    ends.push(django::close);
    version = django.ask("version").asString();
    program = new Program(Beside::application, folder, settings());
    if (kind == Kind.SQLITE) {
      program.run(Map.of(), "migrate");
    }
    django.ask("manage", "migrate", "--fake-initial", "--no-input");
    here = program.serve(0);
    ends.push(here::close);
  }

  /** Starts both; a folder gets what they write. */
  static Neighbours start(Kind kind, Path folder) throws IOException, InterruptedException {
    var ends = new ArrayDeque<Closeable>();
    try {
      return new Neighbours(kind, folder, ends);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      end(ends);
      throw e;
    }
  }

  private DatabaseUrl server() throws IOException {
    var server = PostgresqlServer.start();
    ends.push(server);
    return server.empty();
  }

  private static DatabaseUrl file(Path folder) {
    return new DatabaseUrl.Sqlite(folder.resolve("site.sqlite3").toString());
  }

  /** Those of a program beside a Django site that has all of its hashers. */
  private Map<String, String> settings() throws IOException {
    var settings = new HashMap<>(plainSettings());
    settings.put("SLUICE_ALLOWED_HOSTS", "127.0.0.1");
    settings.put("SLUICE_SECRET_KEY_FALLBACKS", FORMER_SECRET_KEY);
    settings.put("SLUICE_REVALIDATE_SECONDS", REVALIDATION.toMillis() + "ms");
    settings.put("SLUICE_PASSWORDS_ITERATIONS", django.ask("iterations").asString());
    settings.put(
        "SLUICE_PASSWORDS_HASHERS",
        django
            .ask("algorithms")
            .valueStream()
            .map(it -> it.asString())
            .collect(Collectors.joining(",")));
    return settings;
  }

  /** The two settings without which a program knows nobody. */
  Map<String, String> plainSettings() {
    return Map.of("SLUICE_SECRET_KEY", SECRET_KEY, "SLUICE_DATABASE_URL", text(database));
  }

  /** Returns a URL with its password. */
  static String text(DatabaseUrl url) {
    return switch (url) {
      case DatabaseUrl.Sqlite file -> file.toString();
      case DatabaseUrl.Server server ->
          "%s://%s:%s@%s:%d/%s"
              .formatted(
                  server.product().scheme(),
                  server.user(),
                  server.password(),
                  server.host(),
                  server.port(),
                  server.name());
    };
  }

  Django django() {
    return django;
  }

  /** The parts of our program. */
  Site site() {
    return here.site();
  }

  /** Where a path of our program is. */
  URI here(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(here.server().address().getPort(), path));
  }

  /** Runs a command of our program with some more of the environment. */
  String manage(Map<String, String> more, String... command) {
    return program.run(more, command);
  }

  /** Makes a user in Django. */
  Person madeByDjango() throws IOException {
    var name = newName();
    return new Person(django.ask("create_user", name, PASSWORD).asString(), name);
  }

  /** Makes a user here. */
  Person madeHere() {
    var name = newName();
    return new Person(site().users().create(NewUser.of(name, "", PASSWORD)).id(), name);
  }

  /** Returns a name that nobody has. */
  static String newName() {
    return "user" + PEOPLE.incrementAndGet();
  }

  @Override
  public String toString() {
    return "neighbours on %s, beside Django %s".formatted(kind, version);
  }

  @Override
  public void close() throws IOException {
    end(ends);
  }

  /** Stops everything, the last first. */
  private static void end(Deque<Closeable> ends) throws IOException {
    while (!ends.isEmpty()) {
      ends.pop().close();
    }
  }

  /** A user whose password is {@link #PASSWORD}. */
  record Person(String id, String name) {}
}
