package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Django and Django REST framework, at work on a file in another process. */
final class RealDjango implements AutoCloseable {

  static final String SECRET_KEY = "interop-secret-key-0123456789-abcdefghijklmnop";
  static final int ITERATIONS = 1000;

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
    Peers.require(
        "install python3-django and python3-djangorestframework", "django", "rest_framework");
    var folder = Objects.requireNonNull(file.getParent());
    var script = Files.createTempFile(folder, "real_django", ".py");
    try (var source = RealDjango.class.getResourceAsStream("real_django.py")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    var errors = Files.createTempFile(folder, "real_django", ".log");
    var command =
        List.of(
            Peers.PYTHON,
            script.toString(),
            file.toString(),
            SECRET_KEY,
            "[]",
            String.valueOf(ITERATIONS));
    var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new RealDjango(process, errors);
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
