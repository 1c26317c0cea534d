package dev.sluice.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's djangorestframework-simplejwt in another process, and two users: ann and sleepy. */
final class SimpleJwt {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int MODULE_MISSING = 3;
  private static final JsonMapper JSON = new JsonMapper();

  private SimpleJwt() {}

  /** Asks for things by the names of actions, under some of the settings {@code SIMPLE_JWT}. */
  static JsonNode ask(Map<String, ?> settings, Map<String, ?> actions)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(PYTHON)) {
      missing(PYTHON.toString());
    }
    var question = Map.of("secret_key", Tokens.SECRET, "settings", settings, "do", actions);
    try (var source = SimpleJwt.class.getResourceAsStream("simplejwt.py")) {
      var program = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
      var process =
          new ProcessBuilder(PYTHON.toString(), "-c", program)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return answer(process, JSON.writeValueAsBytes(question));
    }
  }

  private static JsonNode answer(Process process, byte[] question)
      throws IOException, InterruptedException {
    try (var stdin = process.getOutputStream()) {
      stdin.write(question);
    }
    var answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the script did not end");
    }
    if (process.exitValue() == MODULE_MISSING) {
      missing(answer.strip());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("the script ended with " + process.exitValue());
    }
    return JSON.readTree(answer);
  }

  private static void missing(String what) {
    var advice =
        "not compared with simplejwt, missing "
            + what
            + " (Debian: python3-djangorestframework-simplejwt, python3-cryptography)";
    System.err.println(advice);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(advice);
    }
    Assumptions.abort(advice);
  }
}
