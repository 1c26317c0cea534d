package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Python;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Python program among the test resources that asks a real Django, JSON in and JSON out. */
final class DjangoScript {

  private static final JsonMapper JSON = JsonMapper.shared();

  private DjangoScript() {}

  /** Runs a script; where Python or a package is missing the test fails on CI, else it ends. */
  static JsonNode ask(String resource, Object question) {
    try (var program = DjangoScript.class.getResourceAsStream(resource)) {
      if (program == null) {
        throw new IllegalArgumentException("no test resource " + resource);
      }
      var source = new String(program.readAllBytes(), UTF_8);
      return JSON.readTree(
          Python.run(
              "install python3-django and python3-django-cors-headers",
              JSON.writeValueAsBytes(question),
              List.of("-c", source)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
