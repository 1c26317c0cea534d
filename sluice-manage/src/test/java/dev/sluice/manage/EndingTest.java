package dev.sluice.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, told to end as a service manager tells it. */
final class EndingTest {

  private static final Pattern URL = Pattern.compile("Serving at http(\\S+)");

  @TempDir private Path folder = Path.of("");

  @Test
  void sigtermClosesSocketsWith1001AndLetsTheCommandFinish() throws Exception {
    var process = start();
    try (var reader = process.inputReader(UTF_8);
        var client = HttpClient.newHttpClient()) {
      var address = address(reader.lines().iterator());
      var closed = new CompletableFuture<Integer>();
      client
          .newWebSocketBuilder()
          .buildAsync(URI.create("ws" + address), new CloseCode(closed))
          .get(20, TimeUnit.SECONDS);

      // Process.destroy would close the streams too.
      assertThat(process.toHandle().destroy()).isTrue();

      assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.lines()).contains("Stopped.");
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                QuietProgram.class.getName(),
                "demo",
                "--port",
                "0",
                "--set",
                "passwords.iterations=1000"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.directory(folder.toFile()).start();
  }

  private static String address(Iterator<String> lines) {
    while (lines.hasNext()) {
      var matcher = URL.matcher(lines.next());
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("the process ended without serving");
  }

  private record CloseCode(CompletableFuture<Integer> code) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
      code.complete(statusCode);
      return CompletableFuture.completedStage(null);
    }
  }
}
