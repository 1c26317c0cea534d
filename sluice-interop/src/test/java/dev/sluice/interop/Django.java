package dev.sluice.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The site in {@code interop/}, served by daphne in another process that also answers verbs. */
final class Django implements AutoCloseable {

  private static final Path PROJECT = Path.of(System.getProperty("sluice.root", ".."), "interop");
  private static final long MOST_SECONDS_TO_STOP = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final Writer questions;
  private final int port;

  private Django(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    this.answers = process.inputReader(UTF_8);
    this.questions = process.outputWriter(UTF_8);
    this.port = Integer.parseInt(line());
  }

  /** Starts one on a free port; what it logs stays in {@code target/} when the tests are over. */
  static Django start(Kind kind, DatabaseUrl database, String secretKey)
      throws IOException, InterruptedException {
    requireInstalled();
    var name = "django-%s.log".formatted(kind.name().toLowerCase(Locale.ROOT));
    var log = Files.createDirectories(Path.of("target")).resolve(name);
    var builder = new ProcessBuilder(Peers.PYTHON, "manage.py", "serve");
    var environment = builder.environment();
    environment.put("DJANGO_SETTINGS_MODULE", "mysite.settings");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("SECRET_KEY", secretKey);
    environment.put("DATABASE_URL", Neighbours.text(database));
    var process = builder.directory(PROJECT.toFile()).redirectError(log.toFile()).start();
    try {
      return new Django(process, log);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void requireInstalled() throws IOException, InterruptedException {
    Peers.require(
        "install daphne, python3-django-channels, python3-djangorestframework, python3-argon2,"
            + " python3-bcrypt and python3-psycopg2",
        "daphne",
        "channels",
        "rest_framework",
        "argon2",
        "bcrypt",
        "psycopg2");
  }

  /** Where a path is. */
  URI at(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  /** Asks for something that {@code verbs.py} knows, and returns the answer. */
  JsonNode ask(String verb, Object... args) throws IOException {
    questions.write(JSON.writeValueAsString(Map.of("verb", verb, "args", args)) + "\n");
    questions.flush();
    var answer = JSON.readTree(line());
    if (answer.has("error")) {
      throw new IllegalStateException(verb + ": " + answer.get("error").asString());
    }
    return answer.get("ok");
  }

  private String line() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("Django has ended: " + Files.readString(log));
    }
    return line;
  }

  /** Ends its input, and so the process. */
  @Override
  public void close() throws IOException {
    questions.close();
    process.onExit().completeOnTimeout(process, MOST_SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
