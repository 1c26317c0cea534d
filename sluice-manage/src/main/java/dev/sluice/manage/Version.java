package dev.sluice.manage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which Sluice this is, and what it runs on. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Sluice %s (Java %s, %s %s)"
          .formatted(
              number(),
              Runtime.version().feature()
                  + "."
                  + Runtime.version().interim()
                  + "."
                  + Runtime.version().update(),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }

  /** Returns the number that Maven gave this build. */
  static String number() {
    try (var resource = Version.class.getResourceAsStream("version.txt")) {
      return new String(
              Objects.requireNonNull(resource, "version.txt").readAllBytes(),
              StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
