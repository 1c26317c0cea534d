package dev.sluice.manage;

import dev.sluice.django.InvalidUserException;
import dev.sluice.django.NewUser;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a user who may do everything. */
@Command(
    name = "createsuperuser",
    header = "Make a user who may do everything.",
    description =
        "Asks for what it is not told. Without a terminal, give --no-input and the password in"
            + " SLUICE_SUPERUSER_PASSWORD. Django's variables DJANGO_SUPERUSER_USERNAME, _EMAIL and"
            + " _PASSWORD are understood too.",
    footer = {
      "",
      "Examples:",
      "  sluice createsuperuser",
      "  SLUICE_SUPERUSER_PASSWORD=... sluice createsuperuser --no-input -u admin"
    })
final class CreateSuperuserCommand implements Callable<Integer> {

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description = "The name to log in with.")
  private @Nullable String username;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "The e-mail address.")
  private @Nullable String email;

  @Option(
      names = {"--no-input", "--noinput"},
      description = "Ask nothing.")
  private boolean noInput;

  private final Desk desk;

  CreateSuperuserCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    try (var site = desk.openMigrated()) {
      var user = noInput ? told() : asked(site);
      var account = site.users().create(user);
      desk.say(
          "Created superuser %s, %s."
              .formatted(
                  account.username(),
                  site.tokens().areInstalled()
                      ? "with a token"
                      : "without a token, since the site has no app rest_framework.authtoken"));
    }
    return 0;
  }

  private NewUser told() {
    var name =
        said(username, "SUPERUSER_USERNAME")
            .orElseThrow(() -> missing("--username NAME", "SLUICE_SUPERUSER_USERNAME"));
    var password =
        said(null, "SUPERUSER_PASSWORD")
            .orElseThrow(() -> missing("a password", "SLUICE_SUPERUSER_PASSWORD"));
    return NewUser.superuser(name, said(email, "SUPERUSER_EMAIL").orElse(""), password)
        .normalized();
  }

  private NewUser asked(Site site) {
    if (!desk.surroundings().terminal().isInteractive()) {
      throw new CommandException(
          "there is no terminal to ask at: give --no-input and --username, and the password in"
              + " SLUICE_SUPERUSER_PASSWORD");
    }
    var name = username == null ? askName(site) : free(site, username);
    var address = email == null ? askEmail(name) : email;
    var named = NewUser.superuser(name, address, "").normalized();
    var password =
        new NewPassword(desk, candidate -> PasswordRules.objections(candidate, named))
            .askOrInsist();
    return NewUser.superuser(named.username(), named.email(), password);
  }

  private String askName(Site site) {
    while (true) {
      var usual = Optional.ofNullable(desk.surroundings().environment().get("USER")).orElse("");
      var answer =
          Questions.line(
              desk, usual.isEmpty() ? "Username: " : "Username (empty for %s): ".formatted(usual));
      try {
        return free(site, answer.isEmpty() ? usual : answer);
      } catch (CommandException | InvalidUserException e) {
        desk.complain(String.valueOf(e.getMessage()));
      }
    }
  }

  private String askEmail(String name) {
    while (true) {
      var answer = Questions.line(desk, "E-mail address (may be empty): ");
      try {
        return NewUser.superuser(name, answer, "").normalized().email();
      } catch (InvalidUserException e) {
        desk.complain(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Returns a name as it is stored, if nobody has it. */
  private static String free(Site site, String name) {
    var stored = NewUser.of(name, "", "").normalized().username();
    if (site.users().findByUsername(stored).isPresent()) {
      throw new CommandException(
          "the username \"%s\" is taken (choose another; changepassword gives it a new password)"
              .formatted(stored));
    }
    return stored;
  }

  private Optional<String> said(@Nullable String flag, String variable) {
    var environment = desk.surroundings().environment();
    return Optional.ofNullable(flag)
        .or(() -> Optional.ofNullable(environment.get("SLUICE_" + variable)))
        .or(() -> Optional.ofNullable(environment.get("DJANGO_" + variable)))
        .filter(text -> !text.isEmpty());
  }

  private static CommandException missing(String what, String variable) {
    return new CommandException("--no-input needs %s (or %s)".formatted(what, variable));
  }
}
