package dev.sluice.manage;

import dev.sluice.SluiceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every setting is, and who said so. Immutable. */
final class Values {

  private final Map<String, Given> given;

  private Values(Map<String, Given> given) {
    this.given = Map.copyOf(given);
  }

  /** Returns what several layers say together, the weakest first. */
  static Values of(List<Map<String, Given>> layers) {
    var all = new HashMap<String, Given>();
    layers.forEach(all::putAll);
    return new Values(all);
  }

  /** Returns what was said about a setting last. */
  Given given(Setting<?> setting) {
    return given.getOrDefault(setting.key(), new Given(setting.standard(), new Source.Default()));
  }

  /**
   * Returns what a setting is.
   *
   * @throws ConfigurationException if that is none of its values
   */
  <T> T get(Setting<T> setting) {
    var found = given(setting);
    try {
      return setting.kind().parser().apply(found.raw());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ConfigurationException(
          "%s is \"%s\", from %s (expected: %s)"
              .formatted(
                  setting.key(),
                  setting.veil().apply(found.raw()).display(),
                  found.source(),
                  setting.kind().expected()));
    } catch (SluiceException e) {
      throw new ConfigurationException(
          "%s, from %s: %s".formatted(setting.key(), found.source(), e.getMessage()));
    }
  }
}
