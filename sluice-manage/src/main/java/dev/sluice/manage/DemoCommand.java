package dev.sluice.manage;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a site with users to try, which needs nothing else. */
@Command(
    name = "demo",
    header = "Serve a site with users to try.",
    description =
        "The first run makes a folder with a database and users, and shows their passwords. It needs"
            + " no other service and touches no other database.",
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
      var _ = new Tables(site.config(), site.database()).migrate(site.clock(), _ -> {});
      makeUsers(site);
      desk.serve(
          site, at -> desk.say("Serving at %s (Ctrl-C stops it)".formatted(Address.url(at))));
    }
    return 0;
  }

  /** Shows new passwords before anything else can go wrong. */
  private void makeUsers(Site site) {
    var users = new DemoUsers(site.random()).missing(site);
    if (users.isEmpty()) {
      desk.say("The users are those of the first run, in %s.".formatted(site.database().url()));
      desk.say(
          "Forgotten a password? Delete that folder, or: sluice changepassword alice --set database_url=%s"
              .formatted(site.database().url()));
      return;
    }
    desk.say("Making users...");
    users.forEach(site.users()::create);
    desk.say("Users and passwords, shown this once:");
    users.forEach(user -> desk.say("  %-6s %s".formatted(user.username(), user.password())));
  }
}
