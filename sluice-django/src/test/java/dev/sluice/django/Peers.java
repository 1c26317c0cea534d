package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Python;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The programs that the tests talk to: Debian's Python, with Debian's packages. */
public final class Peers {

  /** Debian's own, which has Debian's packages. */
  public static final String PYTHON = Python.PATH;

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
    if (!isInstalled) {
      Python.missing(remedy);
    }
  }

  /**
   * Runs a script that lies beside a class, and returns what it prints.
   *
   * @param remedy what to do if it ends with 3, since modules are missing
   * @param input what it reads
   */
  public static String run(
      Class<?> neighbour, String script, String remedy, String input, String... arguments)
      throws IOException, InterruptedException, URISyntaxException {
    var file = Path.of(Objects.requireNonNull(neighbour.getResource(script), script).toURI());
    var command = new ArrayList<>(List.of("-B", file.toString()));
    command.addAll(List.of(arguments));
    return Python.run(remedy, input.getBytes(UTF_8), command);
  }
}
