package dev.sluice.examples.irc;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** Programs that tests talk to. */
final class Peers {

  private Peers() {}

  /** Checks that a program is there; in continuous integration it must be. */
  static void require(String debianPackage, String program) {
    if (Files.isExecutable(Path.of(program))) {
      return;
    }
    var text =
        "%s is not there, so nothing was tested against it; install it (Debian: apt install %s)"
            .formatted(program, debianPackage);
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(text);
    }
    throw new TestAbortedException(text);
  }
}
