package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Deletes the sessions that have expired. */
@Command(
    name = "clearsessions",
    header = "Delete the sessions that have expired.",
    description = "Run it once a day: nothing else deletes them.",
    footer = {"", "Example:", "  sluice clearsessions"})
final class ClearSessionsCommand implements Callable<Integer> {

  private final Desk desk;

  ClearSessionsCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.openMigrated()) {
      desk.say("Deleted %d expired sessions.".formatted(site.sessionStore().clearExpired()));
    }
    return 0;
  }
}
