package dev.sluice.examples.tokenauth;

import dev.sluice.Application;
import dev.sluice.manage.Manage;
import dev.sluice.manage.Site;
import dev.sluice.manage.SiteApplication;
import dev.sluice.manage.Surroundings;
import dev.sluice.manage.Terminal;
import dev.sluice.server.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program as a user runs it: commands on a folder, with an environment and without a terminal.
 */
public final class Program {

  private static final long PATIENCE_SECONDS = 60;

  private final SiteApplication application;
  private final Path folder;
  private final Map<String, String> environment;

  /** Describes one that is at home in a folder. */
  public Program(SiteApplication application, Path folder, Map<String, String> environment) {
    this.application = application;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command with some more of the environment, and returns what it says. */
  public String run(Map<String, String> more, String... command) {
    var out = new StringWriter();
    var surroundings = surroundings(more, out, new CompletableFuture<>());
    if (Manage.run(List.of(command), application, surroundings) != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + out);
    }
    return out.toString();
  }

  /** Runs its server on a port; 0 is any that is free. */
  public Running serve(int port) {
    var site = new CompletableFuture<Site>();
    var server = new CompletableFuture<Server>();
    var out = new StringWriter();
    var surroundings = surroundings(Map.of(), out, server);
    var command = List.of("runserver", "127.0.0.1:" + port);
    var thread =
        Thread.ofPlatform()
            .name("runserver")
            .start(
                () -> {
                  Manage.run(command, opened -> remember(site, opened), surroundings);
                  server.completeExceptionally(new IllegalStateException(out.toString()));
                });
    return new Running(await(server), await(site), thread);
  }

  private Application remember(CompletableFuture<Site> site, Site opened) {
    site.complete(opened);
    return application.of(opened);
  }

  private Surroundings surroundings(
      Map<String, String> more, StringWriter out, CompletableFuture<Server> server) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    var writer = new PrintWriter(out, true);
    return new Surroundings(
        all,
        folder,
        new Nobody(),
        writer,
        writer,
        Clock.systemUTC(),
        new SecureRandom(),
        _ -> {},
        server::complete);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the site does not start", e);
    }
  }

  /** A server that is running, and the parts that what it serves is made of. */
  public record Running(Server server, Site site, Thread thread) implements AutoCloseable {

    /** Stops it as SIGTERM does. */
    @Override
    public void close() {
      server.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Nobody() implements Terminal {

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public Optional<String> ask(String prompt) {
      return Optional.empty();
    }

    @Override
    public Optional<String> askSecret(String prompt) {
      return Optional.empty();
    }
  }
}
