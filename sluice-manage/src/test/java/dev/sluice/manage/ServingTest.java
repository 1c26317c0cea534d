package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** runserver and demo, listening for real. */
final class ServingTest {

  @TempDir private Path folder = Path.of("");

  private Shell shell = new Shell(folder);

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void runserverServesUntilItsServerIsClosed() throws Exception {
    shell.run("migrate");

    var outcome = whileServing("hello", "runserver", "127.0.0.1:0");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .matches("Serving at http://127\\.0\\.0\\.1:[0-9]+/ \\(Ctrl-C stops it\\)\nStopped\\.\n");
    assertThat(shell.logLevels).last().isEqualTo(LogLevel.INFO);
  }

  @Test
  void aPortInUseIsOneClearLine() throws IOException {
    shell.run("migrate");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var outcome = shell.run("runserver", "--port", String.valueOf(other.getLocalPort()));

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .startsWith("sluice: port %d on 127.0.0.1 is in use".formatted(other.getLocalPort()))
          .hasLineCount(1);
    }
  }

  @Test
  void aProgramThatCannotStartEndsWithItsReason() {
    shell.run("migrate");
    shell.cannotStart = "no prices for today";

    var outcome = shell.run("runserver", "--port", "0");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("sluice: the application does not start: no prices for today\n");
  }

  @Test
  void runserverNeedsASecretKey() {
    shell.run("migrate");
    shell.environment.remove("SLUICE_SECRET_KEY");

    assertThat(shell.run("runserver", "0").err())
        .startsWith("sluice: there is no secret key: set SLUICE_SECRET_KEY");
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    assertThat(shell.run("runserver", "here").err())
        .startsWith(
            "sluice: bind is \"here\", from command line, [ADDRESS:]PORT (expected: a port");
  }

  @Test
  void theDemoMakesUsersOnceAndShowsTheirPasswordsOnce() throws Exception {
    shell.environment.remove("SLUICE_SECRET_KEY");

    var first = whileServing("hello", "demo", "--port", "0");
    var second = whileServing("hello", "demo", "--port", "0");

    var credential = "  (admin |alice |bob   ) (([bdfghjklmnprstvz][aeiou]){2}-?){4}\n";
    assertThat(first.out())
        .containsPattern("Users and passwords, shown this once:\n(" + credential + "){3}");
    assertThat(second.out())
        .containsPattern("Serving at http://127\\.0\\.0\\.1:[0-9]+/")
        .doesNotContain("admin", "shown this once")
        .contains("The users are those of the first run, in sqlite:///");
  }

  @Test
  void thePasswordsAreShownEvenIfTheDemoThenCannotServe() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var outcome = shell.run("demo", "--port", String.valueOf(other.getLocalPort()));

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).contains("  alice  ");
    }
  }

  @Test
  void theDemoKeepsEverythingInItsOwnFolder() throws Exception {
    shell.environment.put("SLUICE_DATABASE_URL", "sqlite:///precious.sqlite3");

    whileServing("hello", "demo", "--port", "0", "--data", "try it +1");
    var key = folder.resolve("try it +1/secret-key");
    var before = Files.readString(key);
    whileServing("hello", "demo", "--port", "0", "--data", "try it +1");

    assertThat(before).matches("[0-9a-f]{64}\n").isEqualTo(Files.readString(key));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("try it +1/db.sqlite3")).exists();
    assertThat(folder.resolve("precious.sqlite3")).doesNotExist();
  }

  @Test
  void theDemosUsersLogInWithTheShownPasswords() throws Exception {
    var shown = whileServing("hello", "demo", "--port", "0").out();
    var password =
        shown.lines().filter(line -> line.startsWith("  alice")).findFirst().orElseThrow();

    shell.environment.put("SLUICE_DATABASE_URL", "sqlite:///sluice-data/db.sqlite3");
    try (var site = shell.site()) {
      var user = site.authentication().authenticate("alice", password.substring(9));
      assertThat(user).isPresent();
    }
  }

  /** What is asked about many connections at a time is asked of each authentication. */
  @Test
  void whoeverAsksASiteForItsAuthenticationGetsTheSame() {
    try (var site = shell.site()) {
      assertThat(site.authentication()).isSameAs(site.authentication());
      assertThat(site.sessionStore()).isSameAs(site.sessionStore());
    }
  }

  /** Runs a command that serves, asks for a page, closes the server and returns the outcome. */
  private Shell.Outcome whileServing(String expected, String... args)
      throws InterruptedException, ExecutionException, IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newHttpClient()) {
      Future<Shell.Outcome> command = threads.submit(() -> shell.run(args));
      try (var server = shell.awaitServer(command)) {
        var page = URI.create(Address.url(server.address()));
        var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo(expected);
      }
      return command.get();
    }
  }
}
