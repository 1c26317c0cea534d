package dev.sluice.django;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The programs that the tests talk to. */
public final class Peers {

  /** Debian's own, which has Debian's packages. */
  public static final String PYTHON = "/usr/bin/python3";

  private Peers() {}

  /** Goes on if Debian's Python has modules; else says how to get them, and fails where CI=true. */
  public static void require(String remedy, String... modules)
      throws IOException, InterruptedException {
    var isInstalled =
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    if (isInstalled) {
      return;
    }
    var missing = "a peer is missing: " + remedy;
    System.err.println(missing);
    if ("true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    Assumptions.abort(missing);
  }
}
