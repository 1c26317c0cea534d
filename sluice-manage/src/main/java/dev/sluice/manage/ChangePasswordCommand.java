package dev.sluice.manage;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a user another password. */
@Command(
    name = "changepassword",
    header = "Give a user another password.",
    description = "Asks for it twice. It ends the user's sessions.",
    footer = {"", "Example:", "  sluice changepassword alice"})
final class ChangePasswordCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "USER",
      description = "The name of the user; without it, the name of whoever runs this.")
  private @Nullable String username;

  private final Desk desk;

  ChangePasswordCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.openMigrated()) {
      var account = Accounts.get(site, name());
      if (!desk.surroundings().terminal().isInteractive()) {
        throw new CommandException("there is no terminal to ask at: run changepassword in one");
      }
      desk.say("Another password for %s".formatted(account.username()));
      var password =
          new NewPassword(desk, candidate -> PasswordRules.objections(candidate, account)).ask();
      site.users().setPassword(account.id(), password);
      desk.say(
          "Changed the password of %s; their sessions have ended.".formatted(account.username()));
    }
    return 0;
  }

  private String name() {
    return Optional.ofNullable(username)
        .or(() -> Optional.ofNullable(desk.surroundings().environment().get("USER")))
        .orElseThrow(() -> new CommandException("whose password? Name the user"));
  }
}
