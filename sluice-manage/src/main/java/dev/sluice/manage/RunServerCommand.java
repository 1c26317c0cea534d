package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Serves the site. */
@Command(
    name = "runserver",
    header = "Serve the site.",
    description =
        "Serves until Ctrl-C or SIGTERM; then WebSockets are closed with 1001, and applications get"
            + " the time that server.drain_deadline says.",
    footer = {
      "",
      "Examples:",
      "  sluice runserver                 on 127.0.0.1:8000, or where the setting bind says",
      "  sluice runserver 9000            on 127.0.0.1:9000",
      "  sluice runserver 0.0.0.0:8000    on every address of this machine",
      "  sluice runserver --port 0        on any free port"
    })
final class RunServerCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "[ADDRESS:]PORT",
      defaultValue = "",
      description = "Where to listen.")
  private String address = "";

  @Mixin private final PortOption port = new PortOption();

  private final Desk desk;

  RunServerCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    var said = port.with(desk.options(), address);
    try (var site = desk.open(desk.configuration(said, Overrides.NONE))) {
      var _ = site.sessionStore();
      site.requireMigrated();
      desk.serve(
          site, at -> desk.say("Serving at %s (Ctrl-C stops it)".formatted(Address.url(at))));
    }
    return 0;
  }
}
