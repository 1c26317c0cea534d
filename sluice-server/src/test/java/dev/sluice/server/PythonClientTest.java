package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The server against a client of another language: Python's {@code websockets}. */
final class PythonClientTest {

  private static final String PYTHON = "/usr/bin/python3";

  private static String run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  private static boolean isThere() throws Exception {
    return Path.of(PYTHON).toFile().canExecute()
        && run(PYTHON, "-c", "import websockets; print('there')").equals("there");
  }

  @Test
  void pythonsWebsocketsUnderstandsTheServer() throws Exception {
    if (!isThere()) {
      var message = "missing: %s with websockets (Debian: python3-websockets)".formatted(PYTHON);
      assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
      Assumptions.abort(message);
    }
    var script = getClass().getResource("/websockets_client.py");
    assertThat(script).isNotNull();
    try (var server = TestServers.start(TestServers.echo())) {
      var url = TestServers.uri(server, "ws", "/echo").toString();

      assertThat(run(PYTHON, Path.of(script.toURI()).toString(), url)).isEqualTo("fine");
    }
  }
}
