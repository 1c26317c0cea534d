package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Debian's Python, with Debian's packages, which programs among the test resources need. */
public final class Python {

  /** Where it is. */
  public static final String PATH = "/usr/bin/python3";

  private static final int MODULE_MISSING = 3;
  private static final long PATIENCE_SECONDS = 50;

  private Python() {}

  /**
   * Runs a program, and returns what it prints.
   *
   * @param remedy what to do if it ends with 3, since modules are missing
   * @param input what it reads
   * @param arguments those of Python, such as {@code -c} and a program
   */
  public static String run(String remedy, byte[] input, List<String> arguments)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(PATH))) {
      missing(remedy);
    }
    var command = new ArrayList<>(List.of(PATH));
    command.addAll(arguments);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
    }
    var answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the program does not end: " + answer);
    }
    if (process.exitValue() == MODULE_MISSING) {
      missing(remedy);
    }
    if (process.exitValue() != 0) {
      throw new IOException("the program ended with %d: %s".formatted(process.exitValue(), answer));
    }
    return answer;
  }

  /** Says what is missing, and leaves the test out, or fails where CI=true. */
  public static void missing(String remedy) {
    var missing = "a peer is missing: " + remedy;
    System.err.println(missing);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.abort(missing);
  }
}
