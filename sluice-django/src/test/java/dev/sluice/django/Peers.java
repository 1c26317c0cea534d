package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The programs that the tests talk to: Debian's Python, with Debian's packages. */
public final class Peers {

  /** Debian's own, which has Debian's packages. */
  public static final String PYTHON = "/usr/bin/python3";

  private static final int MODULE_MISSING = 3;
  private static final long PATIENCE_SECONDS = 50;

  private Peers() {}

  /** Goes on if Debian's Python has modules; else says how to get them, and fails where CI=true. */
  public static void require(String remedy, String... modules)
      throws IOException, InterruptedException {
    var isInstalled =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    if (!isInstalled) {
      missing(remedy);
    }
  }

  /**
   * Runs a script that lies beside a class, and returns what it prints.
   *
   * @param remedy what to do if it ends with 3, since modules are missing
   * @param input what it reads
   */
  public static String run(
      Class<?> neighbour, String script, String remedy, String input, String... arguments)
      throws IOException, InterruptedException, URISyntaxException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      missing(remedy);
    }
    var file = Path.of(Objects.requireNonNull(neighbour.getResource(script), script).toURI());
    var command = new ArrayList<>(List.of(PYTHON, "-B", file.toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    var answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the script %s does not end: %s".formatted(script, answer));
    }
    if (process.exitValue() == MODULE_MISSING) {
      missing(remedy);
    }
    if (process.exitValue() != 0) {
      throw new IOException("the script %s failed: %s".formatted(script, answer));
    }
    return answer;
  }

  private static void missing(String remedy) {
    var missing = "a peer is missing: " + remedy;
    System.err.println(missing);
    if ("true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    Assumptions.abort(missing);
  }
}
