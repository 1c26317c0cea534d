package dev.sluice.manage;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.layers.Worker;
import dev.sluice.server.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A folder and an environment to run commands in, without leaving the test. */
final class Shell {

  static final String SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef";

  final Map<String, String> environment = new HashMap<>();
  final List<LogLevel> logLevels = new ArrayList<>();
  SiteApplication application = _ -> answersHello();
  private final LinkedBlockingQueue<Server> servers = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<Worker> workers = new LinkedBlockingQueue<>();
  private final Path folder;

  /** Why the program cannot start, or empty if it can. */
  String cannotStart = "";

  /** What a command came to. */
  record Outcome(int code, String out, String err) {}

  Shell(Path folder) {
    this.folder = folder;
    environment.put("SLUICE_SECRET_KEY", SECRET_KEY);
    environment.put("SLUICE_PASSWORDS_ITERATIONS", "1000");
  }

  Path folder() {
    return folder;
  }

  /** Runs a command where nobody can be asked. */
  Outcome run(String... args) {
    return run(new NoTerminal(), args);
  }

  Outcome run(Terminal terminal, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var surroundings =
        new Surroundings(
            environment,
            folder,
            terminal,
            new PrintWriter(out),
            new PrintWriter(err),
            Clock.systemUTC(),
            new SecureRandom(),
            logLevels::add,
            serving());
    var code = Manage.run(List.of(args), application, surroundings);
    return new Outcome(code, out.toString(), err.toString());
  }

  private Serving serving() {
    return new Serving() {
      @Override
      public void started(Server server) {
        servers.add(server);
      }

      @Override
      public void started(Worker worker) {
        workers.add(worker);
      }
    };
  }

  /** Returns the server that a command on another thread has started. */
  Server awaitServer(Future<Outcome> command) throws InterruptedException, ExecutionException {
    while (true) {
      var server = servers.poll(100, TimeUnit.MILLISECONDS);
      if (server != null) {
        return server;
      }
      if (command.isDone()) {
        throw new AssertionError("the command ended without a server: " + command.get());
      }
    }
  }

  /** Opens the site as commands see it; to be closed. */
  Site site() {
    var surroundings =
        new Surroundings(
            environment,
            folder,
            new NoTerminal(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Clock.systemUTC(),
            new SecureRandom(),
            level -> {},
            server -> {});
    var configuration =
        Configuration.load(surroundings, new GlobalOptions().with(), Overrides.NONE);
    return Site.open(configuration.site(), surroundings.clock(), surroundings.random());
  }

  private Application answersHello() {
    return (scope, inbox, outbox) -> {
      if (scope instanceof LifespanScope) {
        start(inbox, outbox);
        return;
      }
      outbox.send(new HttpCommand.Start(200, Headers.of("Content-Type", "text/plain")));
      outbox.send(new HttpCommand.Body(Bytes.utf8("hello"), false));
    };
  }

  private void start(Inbox inbox, Outbox outbox) {
    inbox.receive();
    if (!cannotStart.isEmpty()) {
      outbox.send(new LifespanCommand.Failed(cannotStart));
    }
  }
}
