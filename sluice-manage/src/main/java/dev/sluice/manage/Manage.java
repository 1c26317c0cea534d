package dev.sluice.manage;

import java.util.List;
import picocli.CommandLine;

/**
 * The command line of a site, as {@code manage.py} is of a Django site: {@code runserver}, {@code
 * migrate}, {@code createsuperuser} and more.
 */
public final class Manage {

  private Manage() {}

  /** Runs the command that {@code args} name, and ends the process with its exit code. */
  public static void main(String[] args, SiteApplication application) {
    var lifetime = new ProcessLifetime();
    var code = run(List.of(args), application, Surroundings.ofProcess(lifetime));
    lifetime.finish();
    System.exit(code);
  }

  /**
   * Runs the command that {@code args} name, and touches nothing but {@code surroundings} and the
   * database.
   *
   * @return 0 for success, 1 for failure, 2 for a command line that cannot be understood
   */
  public static int run(List<String> args, SiteApplication application, Surroundings surroundings) {
    var options = new GlobalOptions();
    var desk = new Desk(application, surroundings, options);
    var errors = new Errors(options);
    var line =
        new CommandLine(new SluiceCommand(options))
            .addSubcommand(new DemoCommand(desk))
            .addSubcommand(new RunServerCommand(desk))
            .addSubcommand(new RunWorkerCommand(desk))
            .addSubcommand(new MigrateCommand(desk))
            .addSubcommand(new CreateSuperuserCommand(desk))
            .addSubcommand(new ChangePasswordCommand(desk))
            .addSubcommand(new CreateTokenCommand(desk))
            .addSubcommand(new ClearSessionsCommand(desk))
            .addSubcommand(new CheckCommand(desk))
            .addSubcommand(new PrintConfigCommand(desk))
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    var code = line.execute(args.toArray(String[]::new));
    surroundings.out().flush();
    surroundings.err().flush();
    return code;
  }
}
