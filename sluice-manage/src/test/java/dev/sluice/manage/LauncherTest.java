package dev.sluice.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script ./sluice, where it can do nothing. */
final class LauncherTest {

  private static final Path SCRIPT = Path.of(System.getProperty("sluice.root", ".."), "sluice");

  @TempDir private Path folder = Path.of("");

  @Test
  void withoutAJdkThatIsNewEnoughItSaysWhatToInstall() throws Exception {
    var tooDemanding = Files.readString(SCRIPT).replace("least=25\n", "least=999\n");
    var script = Files.writeString(folder.resolve("sluice"), tooDemanding);

    var process = run("/bin/sh", script.toString(), "--version");

    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("sluice: no JDK 999 or newer found")
        .contains("apt install openjdk-999-jdk", "https://adoptium.net");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private Process run(String... command) throws IOException {
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }
}
