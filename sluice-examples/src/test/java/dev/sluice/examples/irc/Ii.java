package dev.sluice.examples.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The IRC client ii: a folder for each channel, with a pipe {@code in} and a file {@code out}. */
public final class Ii implements AutoCloseable {

  private static final String PROGRAM = "/usr/bin/ii";
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path folder;

  private Ii(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts one for a user, and waits until the server has greeted it. */
  public static Ii start(Path folder, InetSocketAddress server, String user) throws Exception {
    Peers.require("ii", PROGRAM);
    Files.createDirectories(folder);
    var host = server.getAddress().getHostAddress();
    var command =
        new ProcessBuilder(
            PROGRAM,
            "-s",
            host,
            "-p",
            String.valueOf(server.getPort()),
            "-i",
            folder.toString(),
            "-n",
            user,
            "-k",
            "IRC_PASSWORD");
    command.environment().put("IRC_PASSWORD", user + "-password");
    var log = folder.resolve("ii.log").toFile();
    var process = command.redirectErrorStream(true).redirectOutput(log).start();
    var started = new Ii(process, folder.resolve(host));
    await(started.folder.resolve("out"), "Welcome");
    return started;
  }

  /** Joins a channel, and waits until that is confirmed. */
  public void join(String channel) throws Exception {
    write(folder.resolve("in"), "/j " + channel);
    await(folder.resolve(channel).resolve("out"), "has joined");
  }

  /** Says something in a channel. */
  public void say(String channel, String text) throws IOException {
    write(folder.resolve(channel).resolve("in"), text);
  }

  /** Waits until something was said in a channel, and returns all that was. */
  public String expect(String channel, String text) throws Exception {
    return await(folder.resolve(channel).resolve("out"), text);
  }

  private static void write(Path pipe, String line) throws IOException {
    Files.writeString(pipe, line + "\n");
  }

  /** Reads a file each time something changes around it. */
  private static String await(Path file, String text) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    var near = nearest(file);
    try (var watcher = near.getFileSystem().newWatchService()) {
      near.register(watcher, ENTRY_CREATE, ENTRY_MODIFY);
      while (System.nanoTime() < deadline) {
        var said = Files.exists(file) ? Files.readString(file, UTF_8) : "";
        if (said.contains(text)) {
          return said;
        }
        if (!nearest(file).equals(near)) {
          return await(file, text);
        }
        var key = watcher.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
    throw new AssertionError(file + " does not say: " + text);
  }

  /** The folder of a file, or the nearest one around it that exists. */
  private static Path nearest(Path file) {
    var folder = file.getParent();
    while (folder != null && Files.notExists(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("/") : folder;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
