package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Debian's Python, with the packages that a test needs. */
final class Python {

  private static final String PROGRAM = "/usr/bin/python3";
  private static final long PATIENCE_SECONDS = 50;

  private Python() {}

  /** Checks that modules are there; in continuous integration they must be. */
  static void require(String packages, String... modules) throws Exception {
    var test = new ProcessBuilder(PROGRAM, "-c", "import " + String.join(", ", modules));
    if (Files.isExecutable(Path.of(PROGRAM)) && succeeds(test)) {
      return;
    }
    var text =
        "%s does not know %s, so nothing was tested against them; install them (Debian: apt install %s)"
            .formatted(PROGRAM, List.of(modules), packages);
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(text);
    }
    throw new TestAbortedException(text);
  }

  /** Describes the run of one of this package's scripts. */
  static ProcessBuilder script(String name, String... arguments) throws IOException {
    try (var in = requireNonNull(Python.class.getResourceAsStream(name), name)) {
      var command = new ArrayList<>(List.of(PROGRAM, "-c", new String(in.readAllBytes(), UTF_8)));
      command.addAll(List.of(arguments));
      return new ProcessBuilder(command).redirectErrorStream(true);
    }
  }

  /** Runs a script to its end, and returns what it printed. */
  static String output(ProcessBuilder script) throws Exception {
    var process = script.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("the script failed: " + printed);
    }
    return printed;
  }

  private static boolean succeeds(ProcessBuilder test) throws Exception {
    return test.redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
