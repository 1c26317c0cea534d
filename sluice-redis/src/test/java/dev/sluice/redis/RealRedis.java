package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/** Debian's redis-server in another process, with nothing on disk but its log. */
public final class RealRedis implements AutoCloseable {

  private static final String SERVER = "redis-server";
  private static final int ATTEMPTS = 5;
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 30_000;
  private static final String NEEDED = "real Redis is missing: install redis-server";

  private final Process process;
  private final int port;

  private RealRedis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on a free port, at home in a folder. */
  public static RealRedis in(Path folder) throws IOException {
    for (var attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return at(freePort(), folder);
      } catch (IOException e) {
        System.err.println(e.getMessage()); // somebody else has taken the port meanwhile
      }
    }
    return at(freePort(), folder);
  }

  /** A layer's settings, which wait for a machine that is busy with something else. */
  static RedisLayerConfig patient(String... urls) {
    return RedisLayerConfig.of(urls).withTimeout(Duration.ofSeconds(20));
  }

  /** Below those that the system gives away by itself: one that has stopped can come back. */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(LOWEST_PORT, HIGHEST_PORT)
        .filter(RealRedis::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts one on a port. */
  public static RealRedis at(int port, Path folder) throws IOException {
    requireInstalled();
    var process =
        new ProcessBuilder(
                List.of(
                    SERVER,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(port),
                    "--dir",
                    folder.toString(),
                    "--save",
                    "",
                    "--appendonly",
                    "no"))
            .redirectErrorStream(true)
            .start();
    var log = new StringBuilder();
    var lines = process.inputReader(UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      log.append(line).append('\n');
      if (line.contains("Ready to accept connections")) {
        return new RealRedis(process, port);
      }
    }
    throw new IOException("Redis has died: " + log);
  }

  private static void requireInstalled() {
    var folders = System.getenv("PATH").split(":", -1);
    for (var folder : folders) {
      if (Files.isExecutable(Path.of(folder, SERVER))) {
        return;
      }
    }
    System.err.println(NEEDED);
    if ("true".equals(System.getenv("CI"))) {
      fail(NEEDED);
    }
    Assumptions.abort(NEEDED);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its second database. */
  public String url() {
    return url(1);
  }

  /** One of its databases. */
  public String url(int database) {
    return "redis://127.0.0.1:%d/%d".formatted(port, database);
  }

  /** Stops it in the middle of whatever it does, with all its connections open. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()));
    if (kill.inheritIO().start().waitFor() != 0) {
      throw new IOException("Redis takes no signal " + name);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly(); // it may be paused
    process.onExit().join();
  }
}
