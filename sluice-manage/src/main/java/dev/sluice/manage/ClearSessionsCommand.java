package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Deletes the sessions that have expired. */
@Command(
    name = "clearsessions",
    header = "Delete the sessions that have expired.",
    description =
        "Run it once a day: with the engines db, cached_db and file nothing else deletes them. With"
            + " cache and signed_cookies there is nothing to do.",
    footer = {"", "Example:", "  sluice clearsessions"})
final class ClearSessionsCommand implements Callable<Integer> {

  private final Desk desk;

  ClearSessionsCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.open(desk.configuration())) {
      desk.say(
          switch (site.config().storage().engine()) {
            case DB, CACHED_DB -> {
              site.requireMigrated();
              yield deleted(site);
            }
            case FILE -> deleted(site);
            case CACHE -> "Nothing to do: a cache forgets sessions by itself.";
            case SIGNED_COOKIES -> "Nothing to do: the clients keep their sessions.";
          });
    }
    return 0;
  }

  private static String deleted(Site site) {
    return "Deleted %d expired sessions.".formatted(site.sessionStore().clearExpired());
  }
}
