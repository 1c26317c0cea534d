package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Django and Django REST framework, at work on a database in another process. */
final class RealDjango implements AutoCloseable {

  static final String SECRET_KEY = "interop-secret-key-0123456789-abcdefghijklmnop";
  static final int ITERATIONS = 1000;

  private static final List<String> SCRIPTS =
      List.of("real_django.py", "accounts/__init__.py", "accounts/models.py");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path errors;
  private final BufferedReader answers;
  private final Writer questions;

  private RealDjango(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.answers = process.inputReader(UTF_8);
    this.questions = process.outputWriter(UTF_8);
  }

  /** Starts one on a file, which need not exist; its folder gets the script too. */
  static RealDjango on(Path file) throws IOException, InterruptedException {
    return on(new DatabaseUrl.Sqlite(file.toString()), Objects.requireNonNull(file.getParent()));
  }

  /** Starts one on a database; a folder gets the script. */
  static RealDjango on(DatabaseUrl url, Path folder) throws IOException, InterruptedException {
    return withUsersOf("auth.User", url, folder);
  }

  /** Starts one on a database, whose users are of the class that {@code models.py} has there. */
  static RealDjango withUsersOf(String model, DatabaseUrl url, Path folder)
      throws IOException, InterruptedException {
    return start(url, folder, Map.of(), model);
  }

  /** Starts one without {@code USE_TZ}, which keeps local times. */
  static RealDjango inZone(ZoneId zone, DatabaseUrl url, Path folder)
      throws IOException, InterruptedException {
    return start(url, folder, Map.of("TZ", zone.getId()), "auth.User", zone.getId());
  }

  private static RealDjango start(
      DatabaseUrl url, Path folder, Map<String, String> environment, String... modelAndZone)
      throws IOException, InterruptedException {
    Peers.require(
        "install python3-django, python3-djangorestframework, python3-psycopg2 and python3-mysqldb",
        "django",
        "rest_framework",
        driver(url));
    var home = Files.createTempDirectory(folder, "real_django");
    for (var file : SCRIPTS) {
      var target = home.resolve(file);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      try (var source = RealDjango.class.getResourceAsStream(file)) {
        Files.write(target, Objects.requireNonNull(source).readAllBytes());
      }
    }
    var errors = Files.createTempFile(folder, "real_django", ".log");
    var command =
        new ArrayList<>(
            List.of(
                Peers.PYTHON,
                home.resolve("real_django.py").toString(),
                JSON.writeValueAsString(settings(url)),
                SECRET_KEY,
                "[]",
                String.valueOf(ITERATIONS)));
    command.addAll(List.of(modelAndZone));
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new RealDjango(builder.start(), errors);
  }

  private static String driver(DatabaseUrl url) {
    return switch (url) {
      case DatabaseUrl.Sqlite _ -> "sqlite3";
      case DatabaseUrl.Server server ->
          switch (server.product()) {
            case POSTGRESQL -> "psycopg2";
            case MYSQL -> "MySQLdb";
          };
    };
  }

  private static Map<String, Object> settings(DatabaseUrl url) {
    return switch (url) {
      case DatabaseUrl.Sqlite(var file) ->
          Map.of("ENGINE", "django.db.backends.sqlite3", "NAME", file);
      case DatabaseUrl.Server server ->
          Map.of(
              "ENGINE",
              "django.db.backends." + server.product().scheme(),
              "NAME",
              server.name(),
              "USER",
              server.user(),
              "PASSWORD",
              server.password(),
              "HOST",
              server.host(),
              "PORT",
              server.port());
    };
  }

  /** Asks for something and returns the answer. */
  JsonNode ask(String verb, Object... namesAndValues) throws IOException {
    var args = new LinkedHashMap<String, Object>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      args.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    questions.write(JSON.writeValueAsString(Map.of("verb", verb, "args", args)) + "\n");
    questions.flush();
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("Django has died: " + Files.readString(errors));
    }
    var answer = JSON.readTree(line);
    assertThat(answer.path("error").asString("")).isEmpty();
    return answer.get("ok");
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.onExit().join();
  }
}
