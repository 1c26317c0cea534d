package dev.sluice.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sluice.web.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * A script for Debian's Python, with Debian's packages.
 *
 * @param needed what to install, if its modules are missing
 */
record PythonPeer(String script, String needed) {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int MODULE_MISSING = 3;

  /** Returns what the script prints for a question. */
  String ask(Map<String, ?> question) throws IOException, InterruptedException, URISyntaxException {
    if (!Files.isExecutable(PYTHON)) {
      missing();
    }
    var file = Path.of(Objects.requireNonNull(PythonPeer.class.getResource(script)).toURI());
    var process =
        new ProcessBuilder(List.of(PYTHON.toString(), "-B", file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(Json.standard().encode(question).getBytes(UTF_8));
    }
    var answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    var code = process.waitFor();
    if (code == MODULE_MISSING) {
      missing();
    }
    assertThat(code).as(answer).isZero();
    return answer;
  }

  private void missing() {
    var words = "a peer is missing: install " + needed;
    System.err.println(words);
    if ("true".equals(System.getenv("CI"))) {
      fail(words);
    }
    Assumptions.abort(words);
  }
}
