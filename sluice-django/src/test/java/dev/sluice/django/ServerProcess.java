package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A database server in a folder of its own, under an account of its own where we are root. */
final class ServerProcess implements AutoCloseable {

  private static final long MOST_SECONDS_TO_STOP = 60;

  private final Process process;
  private final Path folder;

  private ServerProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Returns a folder that belongs to an account. */
  static Path folderOf(String account) throws IOException {
    var folder = Files.createTempDirectory("sluice-" + account);
    if (isRoot()) {
      runAndWait(List.of("chown", account, folder.toString()));
    }
    return folder;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts one on a free port, or on another if somebody else has taken that meanwhile. */
  static <T> T onFreePort(Start<T> start) throws IOException {
    try {
      return start.at(freePort());
    } catch (BindException e) {
      return start.at(freePort());
    }
  }

  /** Starts a server on a port. */
  @FunctionalInterface
  interface Start<T> {
    T at(int port) throws IOException;
  }

  /** Returns a program; one that is missing is told of, and a failure where CI=true. */
  static Path requireProgram(Optional<Path> program, String remedy) {
    return program.filter(Files::isExecutable).orElseGet(() -> missing(remedy));
  }

  private static Path missing(String remedy) {
    var missing = "a peer is missing: " + remedy;
    System.err.println(missing);
    if ("true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    return Assumptions.abort(missing);
  }

  static void run(String account, Path folder, List<String> command) throws IOException {
    runAndWait(as(account, command), folder);
  }

  /** Starts one and waits until it says that it is ready. */
  static ServerProcess start(String account, Path folder, List<String> command, String ready)
      throws IOException {
    var process =
        new ProcessBuilder(as(account, command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var output = process.inputReader(UTF_8);
    var said = new ArrayList<String>();
    for (var line = output.readLine(); line == null || !line.contains(ready); ) {
      if (line == null) {
        throw death(command.getFirst() + " has died: " + String.join("\n", said));
      }
      said.add(line);
      line = output.readLine();
    }
    Thread.ofPlatform().daemon().start(() -> drain(output));
    return new ServerProcess(process, folder);
  }

  private static IOException death(String text) {
    var isPortTaken = text.contains("Address already in use");
    return isPortTaken ? new BindException(text) : new IOException(text);
  }

  /** Reads on, so that the server never waits; whoever stops it closes this in the middle. */
  private static void drain(BufferedReader output) {
    try (output) {
      output.transferTo(Writer.nullWriter());
    } catch (IOException _) {
      // the server has stopped, and nobody wants its last words
    }
  }

  private static List<String> as(String account, List<String> command) {
    if (!isRoot()) {
      return command;
    }
    var all =
        new ArrayList<>(
            List.of("setpriv", "--reuid", account, "--regid", account, "--init-groups"));
    all.addAll(command);
    return all;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void runAndWait(List<String> command) throws IOException {
    runAndWait(command, Path.of("/"));
  }

  private static void runAndWait(List<String> command, Path folder) throws IOException {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + " failed: " + output);
    }
  }

  /** Ends it at once, whoever is connected, and leaves its folder for another. */
  void stop(String signal) throws IOException {
    runAndWait(List.of("kill", "-" + signal, String.valueOf(process.pid())));
    process.onExit().completeOnTimeout(process, MOST_SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().completeOnTimeout(process, MOST_SECONDS_TO_STOP, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    runAndWait(List.of("rm", "-rf", folder.toString()));
  }
}
