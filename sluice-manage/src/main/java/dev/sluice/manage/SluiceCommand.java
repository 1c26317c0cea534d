package dev.sluice.manage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that all others are below. */
@Command(
    name = "sluice",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    header = "Authenticated real-time connections, at home beside Django.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice demo                      a site with users to try",
      "  sluice migrate                   make the tables",
      "  sluice createsuperuser           make the first user",
      "  sluice runserver 0.0.0.0:8000    serve",
      "  sluice runserver --help          more about one command",
      "",
      "Settings come from sluice.toml, SLUICE_* variables and --set; print-config shows them."
    })
final class SluiceCommand implements Runnable {

  @Mixin final GlobalOptions options;

  /** Null until picocli sets it, which is before {@link #run}. */
  @Spec private @Nullable CommandSpec spec;

  SluiceCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "which command?");
  }
}
