package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Deletes the sessions that have expired. */
@Command(
    name = "clearsessions",
    description = "Delete the sessions that have expired; run it once a day.",
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
