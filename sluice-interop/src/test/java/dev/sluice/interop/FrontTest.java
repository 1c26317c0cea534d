package dev.sluice.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.hello.Front;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's first program, run as a user runs it, in a process of its own beside Django. */
@OnEachDatabase
final class FrontTest {

  private static final Pattern SERVING = Pattern.compile("Serving at (http://[^ /]+)");

  @TempDir private Path folder;
  private final Neighbours neighbours;

  FrontTest(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @Test
  void withTheKeyAndTheDatabaseAloneItKnowsWhoIsLoggedInAtDjango() throws Exception {
    var person = neighbours.madeByDjango();
    var process = start();
    try (var browser = new Browser()) {
      var front = URI.create(address(process) + "/front/");
      assertThat(browser.knock(front)).isEqualTo(401);
      browser.logInAtDjango(neighbours, person.name());
      try (var socket = browser.open(front)) {
        assertThat(socket.next()).isEqualTo("hello " + person.name());
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classes,
                    Front.class.getName(),
                    "runserver",
                    "127.0.0.1:0"))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(neighbours.plainSettings());
    return builder.start();
  }

  private static String address(Process process) throws IOException {
    var output = process.inputReader(UTF_8);
    var said = new ArrayList<String>();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      var serving = SERVING.matcher(line);
      if (serving.find()) {
        return serving.group(1);
      }
    }
    throw new IOException("the program has ended: " + String.join("\n", said));
  }
}
