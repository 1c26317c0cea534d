package dev.sluice.manage;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command takes from the world around it.
 *
 * @param environment the environment variables
 * @param workingDirectory where relative paths begin
 * @param terminal whom to ask
 * @param out where outcomes go
 * @param err where errors go
 * @param clock what time it is
 * @param random where keys, tokens and salts come from
 * @param logging told how much to log, once it is known
 * @param serving told of every server
 */
public record Surroundings(
    Map<String, String> environment,
    Path workingDirectory,
    Terminal terminal,
    PrintWriter out,
    PrintWriter err,
    Clock clock,
    SecureRandom random,
    Consumer<LogLevel> logging,
    Serving serving) {

  /** Keeps a copy of the environment. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Returns those of this process. */
  static Surroundings ofProcess(Serving serving) {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        new ProcessTerminal(System.console()),
        new PrintWriter(System.out, true, charset("stdout.encoding")),
        new PrintWriter(System.err, true, charset("stderr.encoding")),
        Clock.systemUTC(),
        new SecureRandom(),
        Logging::start,
        serving);
  }

  private static Charset charset(String property) {
    return Charset.forName(System.getProperty(property, "UTF-8"));
  }

  /** Leaves out the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "Surroundings[" + workingDirectory + "]";
  }
}
