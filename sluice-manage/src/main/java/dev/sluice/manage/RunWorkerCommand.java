package dev.sluice.manage;

import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.layers.Worker;
import dev.sluice.layers.WorkerConfig;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works on the messages of named channels, in a process of its own. */
@Command(
    name = "runworker",
    header = "Work on the messages of named channels.",
    description =
        "Gives each message of the channels to the site's application, until Ctrl-C or SIGTERM;"
            + " then running jobs may finish. The channel layer must be one that processes share:"
            + " with the layer within one process, workers run in runserver.",
    footer = {
      "",
      "Examples:",
      "  sluice runworker thumbnails",
      "  sluice runworker thumbnails mail --jobs 4    at most four of each at once"
    })
final class RunWorkerCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "CHANNEL", description = "The names of the channels.")
  private List<String> channels = List.of();

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many jobs of each channel run at once (default: ${DEFAULT-VALUE}).")
  private int jobs = 10;

  private final Desk desk;

  RunWorkerCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws InterruptedException {
    var config = config();
    try (var site = desk.openMigrated()) {
      var layer = desk.application().layer(site);
      requireShared(layer);
      try (var worker = Worker.start(desk.application().of(site), layer, config)) {
        desk.say("Working on %s (Ctrl-C stops it)".formatted(String.join(", ", channels)));
        desk.surroundings().serving().started(worker);
        worker.awaitEnd();
      }
    }
    desk.say("Stopped.");
    return 0;
  }

  private WorkerConfig config() {
    try {
      return WorkerConfig.of(Set.copyOf(channels)).withJobs(jobs);
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireShared(ChannelLayer layer) {
    if (layer instanceof InMemoryChannelLayer) {
      throw new CommandException(
          "this site's channel layer is within one process, so no message of the server would ever"
              + " come to this worker: let runserver run it, with Worker.lifespan in the"
              + " application, or use a layer that processes share");
    }
  }
}
