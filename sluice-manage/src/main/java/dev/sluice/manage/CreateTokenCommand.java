package dev.sluice.manage;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the token of a user, and makes it if need be. */
@Command(
    name = "drf_create_token",
    header = "Show the token of a user.",
    description = "A user who has no token gets one.",
    footer = {
      "",
      "Examples:",
      "  sluice drf_create_token alice",
      "  sluice drf_create_token alice -r    a new one, which ends the old one"
    })
final class CreateTokenCommand implements Callable<Integer> {

  @Parameters(paramLabel = "USER", description = "The name of the user.")
  private String username = "";

  @Option(
      names = {"-r", "--reset"},
      description = "Replace the token that there is.")
  private boolean reset;

  private final Desk desk;

  CreateTokenCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.openMigrated()) {
      var id = Accounts.get(site, username).id();
      var token = reset ? site.tokens().reset(id) : site.tokens().of(id);
      desk.say("Generated token %s for user %s".formatted(token.key(), username));
    }
    return 0;
  }
}
