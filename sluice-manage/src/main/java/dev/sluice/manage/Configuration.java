package dev.sluice.manage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site's configuration, with who said what.
 *
 * @param site what it comes to
 * @param values each setting with its source
 */
record Configuration(SiteConfig site, Values values) {

  static final String FILE_NAME = "sluice.toml";
  static final String FILE_VARIABLE = "SLUICE_CONFIG";

  /**
   * Asks the sources in the order defaults, {@code weakest}, file, environment, flags, last word.
   */
  static Configuration load(Surroundings surroundings, Options options, Overrides overrides) {
    var layers = new ArrayList<Map<String, Given>>();
    layers.add(overrides.weakest());
    file(surroundings, options)
        .ifPresent(path -> layers.add(new SettingsFile(path, Catalogue.KEYS).read()));
    layers.add(environment(surroundings.environment()));
    layers.add(flags(options.settings()));
    layers.add(overrides.strongest());
    var values = Values.of(layers);
    return new Configuration(SiteConfig.read(values, surroundings.workingDirectory()), values);
  }

  private static Optional<Path> file(Surroundings surroundings, Options options) {
    var folder = surroundings.workingDirectory();
    return options
        .file()
        .map(folder::resolve)
        .or(() -> named(surroundings.environment()).map(folder::resolve))
        .or(() -> Optional.of(folder.resolve(FILE_NAME)).filter(Files::exists));
  }

  private static Optional<String> named(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(FILE_VARIABLE)).filter(name -> !name.isEmpty());
  }

  private static Map<String, Given> environment(Map<String, String> environment) {
    var found = new HashMap<String, Given>();
    for (var setting : Catalogue.ALL) {
      var value = environment.get(setting.variable());
      if (value != null) {
        found.put(
            setting.key(),
            new Given(setting.kind().rawOf(value), new Source.Variable(setting.variable())));
      }
    }
    return found;
  }

  private static Map<String, Given> flags(List<Options.Assignment> assignments) {
    var found = new HashMap<String, Given>();
    for (var assignment : assignments) {
      var setting =
          Catalogue.find(assignment.key())
              .orElseThrow(() -> unknown(assignment.flag(), assignment.key()));
      found.put(
          setting.key(),
          new Given(setting.kind().rawOf(assignment.value()), new Source.Flag(assignment.flag())));
    }
    return found;
  }

  private static ConfigurationException unknown(String flag, String key) {
    return new ConfigurationException(
        "%s: unknown key %s%s"
            .formatted(
                flag,
                key,
                Spelling.nearest(key, Catalogue.KEYS)
                    .map(" (did you mean %s?)"::formatted)
                    .orElse(" (\"sluice print-config\" lists all there are)")));
  }
}
