package dev.sluice.manage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** A TOML file with settings. */
final class SettingsFile {

  private final Path path;
  private final List<String> known;

  /** Makes one that takes only the {@code known} keys. */
  SettingsFile(Path path, List<String> known) {
    this.path = path;
    this.known = List.copyOf(known);
  }

  /**
   * Returns what the file says, by key.
   *
   * @throws ConfigurationException if it cannot be read, is no TOML, or has a key nobody knows
   */
  Map<String, Given> read() {
    var found = new HashMap<String, Given>();
    collect("", parse(), found);
    return found;
  }

  private JsonNode parse() {
    try {
      return new TomlMapper().readTree(Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "there is no configuration file %s: create it, or name another with --config or"
                  .formatted(path)
              + " SLUICE_CONFIG");
    } catch (IOException e) {
      throw new ConfigurationException(
          "the configuration file %s cannot be read (%s): it must be UTF-8 text that this user may"
                  .formatted(path, e.getClass().getSimpleName())
              + " read");
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "%s is not TOML at line %d, column %d: mend that line (texts need quotes, see toml.io)"
              .formatted(path, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private void collect(String prefix, JsonNode table, Map<String, Given> found) {
    table.forEachEntry((name, value) -> add(prefix + name, value, found));
  }

  private void add(String key, JsonNode value, Map<String, Given> found) {
    if (known.contains(key)) {
      found.put(key, new Given(raw(key, value), new Source.File(path)));
      return;
    }
    var isTable = known.stream().anyMatch(it -> it.startsWith(key + "."));
    if (isTable && !value.isObject()) {
      throw new ConfigurationException(
          "%s: %s is a table (expected: a line [%s] and its keys below)".formatted(path, key, key));
    }
    if (!isTable) {
      throw new ConfigurationException(
          "%s: unknown key %s%s".formatted(path, key, suggestion(key)));
    }
    collect(key + ".", value, found);
  }

  private String suggestion(String key) {
    return Spelling.nearest(key, known)
        .map(" (did you mean %s?)"::formatted)
        .orElse(" (\"sluice print-config\" lists all there are)");
  }

  private Raw raw(String key, JsonNode value) {
    if (!value.isArray()) {
      return new Raw.Text(scalar(key, value));
    }
    var items = new ArrayList<String>();
    value.forEach(item -> items.add(scalar(key, item)));
    return new Raw.Items(items);
  }

  private String scalar(String key, JsonNode value) {
    if (value.isValueNode()) {
      return value.asString();
    }
    throw new ConfigurationException(
        "%s: %s holds a table or a list too many (expected: one value, or a list of values)"
            .formatted(path, key));
  }
}
