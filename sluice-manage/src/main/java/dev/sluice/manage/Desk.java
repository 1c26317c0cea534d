package dev.sluice.manage;

import dev.sluice.server.Server;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** What a command works with: its surroundings, the program's own part, the common options. */
record Desk(SiteApplication application, Surroundings surroundings, GlobalOptions options) {

  /** Reads the configuration; a command that only works with the database logs what is wrong. */
  Configuration configuration() {
    return configuration(options.with(), Overrides.NONE);
  }

  /** Reads the configuration for a command that has something to say about it. */
  Configuration configuration(Options said, Overrides overrides) {
    surroundings.logging().accept(level(LogLevel.WARN));
    return Configuration.load(surroundings, said, overrides);
  }

  /** Opens the parts of a site; to be closed. */
  Site open(Configuration configuration) {
    return Site.open(configuration.site(), surroundings.clock(), surroundings.random());
  }

  /** Opens the parts of a site whose database has its tables; to be closed. */
  Site openMigrated() {
    var site = open(configuration());
    try {
      site.requireMigrated();
      return site;
    } catch (RuntimeException e) {
      site.close();
      throw e;
    }
  }

  /** Serves a site until somebody closes the server; {@code announce} learns where it listens. */
  void serve(Site site, Consumer<InetSocketAddress> announce) throws InterruptedException {
    surroundings.logging().accept(level(site.config().logLevel()));
    try (var server = Server.start(application.of(site), site.config().server())) {
      announce.accept(server.address());
      surroundings.serving().started(server);
      server.awaitEnd();
    }
    say("Stopped.");
  }

  /** Tells an outcome. */
  void say(String line) {
    surroundings.out().println(line);
    surroundings.out().flush();
  }

  /** Tells what somebody should mend. */
  void complain(String line) {
    surroundings.err().println(line);
    surroundings.err().flush();
  }

  private LogLevel level(LogLevel usual) {
    return options.isVerbose() ? LogLevel.DEBUG : usual;
  }
}
