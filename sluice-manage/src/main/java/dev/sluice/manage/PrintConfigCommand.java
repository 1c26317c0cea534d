package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what every setting is. */
@Command(
    name = "print-config",
    header = "Show every setting, and who made it.",
    description =
        "That is the default, the file, the environment or the command line. The output is a"
            + " sluice.toml, but for its secrets, which are masked.",
    footer = {"", "Example:", "  sluice print-config > sluice.toml"})
final class PrintConfigCommand implements Callable<Integer> {

  private final Desk desk;

  PrintConfigCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    desk.say(ConfigurationText.of(desk.configuration().values()).stripTrailing());
    return 0;
  }
}
