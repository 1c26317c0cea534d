package dev.sluice.manage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
final class GlobalOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Read this configuration file (else SLUICE_CONFIG, else sluice.toml here).")
  private @Nullable Path config;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Set one setting, such as debug=true; print-config lists them.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = {"-v", "--verbose", "--traceback"},
      scope = ScopeType.INHERIT,
      description = "Log everything, and show where an error comes from.")
  private boolean verbose;

  boolean isVerbose() {
    return verbose;
  }

  /** Returns them, and the settings that a command has options of its own for. */
  Options with(Options.Assignment... own) {
    var all =
        settings.entrySet().stream()
            .map(it -> new Options.Assignment(it.getKey(), it.getValue(), "--set " + it.getKey()));
    return new Options(
        Optional.ofNullable(config), Stream.concat(all, Arrays.stream(own)).toList());
  }
}
