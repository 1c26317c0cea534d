package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the tables. */
@Command(
    name = "migrate",
    header = "Make the tables.",
    description =
        "Makes Django's tables for users, tokens and sessions where there are none. A database that"
            + " Django made is left as it is. It may be run again at any time.",
    footer = {
      "",
      "Examples:",
      "  sluice migrate",
      "  SLUICE_DATABASE_URL=sqlite:////var/lib/site/db.sqlite3 sluice migrate"
    })
final class MigrateCommand implements Callable<Integer> {

  private final Desk desk;

  MigrateCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.open(desk.configuration())) {
      var applied =
          new Tables(site.config(), site.database())
              .migrate(site.clock(), migration -> desk.say("Applied " + migration));
      desk.say(
          applied.isEmpty()
              ? "Nothing to do: %s has every table.".formatted(site.database().url())
              : "Migrated %s.".formatted(site.database().url()));
    }
    return 0;
  }
}
