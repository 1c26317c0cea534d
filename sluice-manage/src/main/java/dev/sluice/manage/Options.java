package dev.sluice.manage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a command line says about configuration.
 *
 * @param file the file it names, if it does
 * @param settings the settings it makes, later ones winning
 */
record Options(Optional<Path> file, List<Assignment> settings) {

  /**
   * One setting made on a command line.
   *
   * @param flag how it was written there, for people
   */
  record Assignment(String key, String value, String flag) {

    /** Leaves out the value, which may be a secret. */
    @Override
    public String toString() {
      return "Assignment[" + key + "]";
    }
  }

  Options {
    settings = List.copyOf(settings);
  }
}
