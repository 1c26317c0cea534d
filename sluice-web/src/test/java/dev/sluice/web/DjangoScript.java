package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Python program among the test resources that asks a real Django, JSON in and JSON out. */
final class DjangoScript {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MODULE_MISSING = 3;

  private DjangoScript() {}

  /** Runs a script; where Python or a package is missing the test fails on CI, else it ends. */
  static JsonNode ask(String resource, Object question) {
    try (var program = DjangoScript.class.getResourceAsStream(resource)) {
      if (program == null) {
        throw new IllegalArgumentException("no test resource " + resource);
      }
      var source = new String(program.readAllBytes(), UTF_8);
      return JSON.readTree(run(source, JSON.writeValueAsBytes(question)));
    } catch (IOException e) {
      missing("Python: " + e.getMessage());
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] run(String source, byte[] question)
      throws IOException, InterruptedException {
    var python = System.getProperty("sluice.python", "/usr/bin/python3");
    var errors = ProcessBuilder.Redirect.INHERIT;
    var process = new ProcessBuilder(python, "-c", source).redirectError(errors).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(question);
    }
    var answer = process.getInputStream().readAllBytes();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the script did not end");
    }
    if (process.exitValue() == MODULE_MISSING) {
      missing(new String(answer, UTF_8).strip());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("the script ended with " + process.exitValue());
    }
    return answer;
  }

  private static void missing(String what) {
    var advice =
        "not compared with Django, missing "
            + what
            + " (Debian: python3-django, python3-django-cors-headers)";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(advice);
    }
    System.err.println(advice);
    Assumptions.abort(advice);
  }
}
