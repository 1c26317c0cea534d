package dev.sluice.examples.tokenauth;

import dev.sluice.Application;
import dev.sluice.django.NewUser;
import dev.sluice.manage.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The token demo as a user runs it: the commands {@code migrate} and {@code runserver} on a folder
 * of its own, with the users of the transcripts. It can be stopped, and started again on its port.
 */
public final class LiveSite implements AutoCloseable {

  /** What the site signs with. */
  public static final String SECRET_KEY = "a secret key of fifty characters, for nothing but tests";

  private final Path folder;
  private final Program program;
  private Program.Running running;

  private LiveSite(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.program = new Program(TokenAuth::application, folder, environment);
    program.run(Map.of(), "migrate");
    this.running = program.serve(0);
  }

  /** Starts a site for which every host is allowed and every page may read, as the tutorial's. */
  public static LiveSite start() {
    return start(Map.of());
  }

  /** Starts one with some more of the environment's settings. */
  public static LiveSite start(Map<String, String> settings) {
    var environment = new HashMap<>(settings);
    environment.putIfAbsent("SLUICE_SECRET_KEY", SECRET_KEY);
    environment.putIfAbsent("SLUICE_ALLOWED_HOSTS", "*");
    environment.putIfAbsent("SLUICE_CORS_ALLOW_ALL_ORIGINS", "true");
    environment.putIfAbsent("SLUICE_PASSWORDS_ITERATIONS", "1000");
    environment.putIfAbsent("SLUICE_WEBSOCKET_CLOSE_TIMEOUT", "500ms");
    try {
      var site = new LiveSite(Files.createTempDirectory("sluice-live"), Map.copyOf(environment));
      site.createUsers();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return running.server().address();
  }

  /** The URL of a path, for HTTP. */
  public URI http(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(address().getPort(), path));
  }

  /** The URL of a path, for WebSockets. */
  public URI webSocket(String path) {
    return URI.create("ws://127.0.0.1:%d%s".formatted(address().getPort(), path));
  }

  /** The file of its database. */
  public Path database() {
    return folder.resolve("sluice.sqlite3");
  }

  /** What it is made of. */
  public Site parts() {
    return running.site();
  }

  /** The parts that it is made of. */
  public Site site() {
    return running.site();
  }

  /** What it serves, without the server. */
  public Application application() {
    return TokenAuth.application(running.site());
  }

  /** The token of a user, made now if there is none. */
  public String token(String username) {
    return running.site().tokens().of(id(username)).key();
  }

  /** Takes a user's token away, whether it is running or not. */
  public void deleteToken(String username) {
    running.site().tokens().delete(id(username));
  }

  /** Runs a command with some more of the environment, and returns what it says. */
  public String manage(Map<String, String> more, String... command) {
    return program.run(more, command);
  }

  /** Stops the server as SIGTERM does. */
  public void stop() {
    running.close();
  }

  /** Starts it again, on the same port. */
  public void restart() {
    running = program.serve(address().getPort());
  }

  @Override
  public void close() {
    stop();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createUsers() {
    var users = running.site().users();
    users.create(NewUser.superuser("boss", "boss@example.com", "boss"));
    users.create(NewUser.of("testuserone", "one@example.com", "testing123"));
    users.create(NewUser.of("suraj", "", "123"));
    users.create(NewUser.of("sleepy", "", "zzz"));
    users.create(NewUser.of("tokenless", "", "pw"));
    users.setActive(id("sleepy"), false);
  }

  private String id(String username) {
    return running.site().users().findByUsername(username).orElseThrow().id();
  }
}
