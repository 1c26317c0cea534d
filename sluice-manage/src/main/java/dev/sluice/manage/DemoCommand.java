package dev.sluice.manage;

import dev.sluice.django.Migrations;
import dev.sluice.django.NewUser;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a site with users to try, which needs nothing else. */
@Command(
    name = "demo",
    description = {
      "Serve a site with users to try. The first run makes the folder, its database and its users,",
      "and shows their passwords; it needs no other service and touches no other database."
    },
    footer = {
      "",
      "Examples:",
      "  sluice demo",
      "  sluice demo --port 0 --data /tmp/try    on any free port, with its own users"
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      defaultValue = "sluice-data",
      description = "Where database and secret key are kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("sluice-data");

  @Mixin private final PortOption port = new PortOption();

  private final Desk desk;

  DemoCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    var surroundings = desk.surroundings();
    var folder = surroundings.workingDirectory().resolve(data);
    var overrides = new DemoFolder(folder, surroundings.random()).prepare();
    try (var site = desk.open(desk.configuration(port.with(desk.options(), ""), overrides))) {
      Migrations.migrate(site.database(), site.clock(), migration -> {});
      desk.say("Preparing the users of the demo...");
      var users = new DemoUsers(surroundings.random()).create(site);
      desk.serve(site, at -> announce(at, folder, users));
    }
    return 0;
  }

  private void announce(InetSocketAddress at, Path folder, List<NewUser> created) {
    desk.say("Serving at %s (Ctrl-C stops it)".formatted(Address.url(at)));
    if (created.isEmpty()) {
      desk.say(
          "The users are in %s, with the passwords shown when they were made.".formatted(folder));
      desk.say("To begin anew, delete that folder.");
      return;
    }
    desk.say("Users, shown this once:");
    created.forEach(user -> desk.say("  %-6s %s".formatted(user.username(), user.password())));
  }
}
