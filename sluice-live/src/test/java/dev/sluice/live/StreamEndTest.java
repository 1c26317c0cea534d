package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.DisconnectedException;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Connections;
import dev.sluice.auth.Revalidation;
import dev.sluice.testing.Login;
import dev.sluice.web.EventStream;
import dev.sluice.web.Response;
import dev.sluice.web.UrlRouter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Event streams over real sockets end with the login that they lived by. */
final class StreamEndTest {

  private final Connections connections = new Connections();
  private final ChatSite site = ChatSite.inMemory(connections);
  private final Revalidation revalidation =
      Revalidation.start(connections, Duration.ZERO, Clock.systemUTC(), new SecureRandom());
  private final CompletableFuture<DisconnectedException> told = new CompletableFuture<>();
  final Application application =
      revalidation
          .andThen(site.stack())
          .wrap(
              new UrlRouter()
                  .path("quiet/", EventStream.application(StreamEndTest::quiet))
                  .path("busy/", EventStream.application(this::busy))
                  .view(
                      "logout/",
                      request -> {
                        Auth.of(request.scope()).logout();
                        return Response.status(204);
                      }));

  @AfterEach
  void stop() {
    revalidation.close();
  }

  private static void quiet(EventStream stream) {
    stream.send("hello " + Auth.of(stream.scope()).requireUser().username());
    stream.messages().forEach(_ -> {});
  }

  private void busy(EventStream stream) {
    Auth.of(stream.scope()).requireUser();
    try {
      while (true) {
        stream.send("tick");
      }
    } catch (DisconnectedException e) {
      told.complete(e);
    }
  }

  @Test
  void aSessionThatAnotherProcessDeletedEndsItsStream(@LiveServer LiveAddress live)
      throws Exception {
    var ann = Logins.of(site.stack(), site.users()).loginAs("ann");
    try (var client = HttpClient.newHttpClient();
        var lines = open(client, live, "/quiet/", ann)) {
      assertThat(next(lines)).hasValue("data: hello ann");
      assertThat(next(lines)).hasValue("");

      site.sessions().delete(ann.cookieValue());
      revalidation.check();

      assertThat(next(lines)).isEmpty();
      assertThat(status(client, live, "/quiet/", ann)).isEqualTo(401);
    }
  }

  @Test
  void aLogoutOnAPageEndsTheStreamAtOnceAndNobodyElses(@LiveServer LiveAddress live)
      throws Exception {
    var logins = Logins.of(site.stack(), site.users());
    var ann = logins.loginAs("ann");
    var ben = logins.loginAs("ben");
    try (var client = HttpClient.newHttpClient();
        var anns = open(client, live, "/quiet/", ann);
        var bens = open(client, live, "/quiet/", ben)) {
      assertThat(next(anns)).hasValue("data: hello ann");
      assertThat(next(bens)).hasValue("data: hello ben");
      assertThat(next(anns)).hasValue("");

      assertThat(status(client, live, "/logout/", ann)).isEqualTo(204);

      assertThat(next(anns)).isEmpty();
      within(this::untilOneIsLeft);
    }
  }

  @Test
  void aStreamThatNeverPausesEndsToo(@LiveServer LiveAddress live) throws Exception {
    var ann = Logins.of(site.stack(), site.users()).loginAs("ann");
    try (var client = HttpClient.newHttpClient();
        var lines = open(client, live, "/busy/", ann)) {
      assertThat(next(lines)).hasValue("data: tick");

      assertThat(status(client, live, "/logout/", ann)).isEqualTo(204);

      assertThat(within(() -> lines.lines().count())).isPositive();
      assertThat(told.get(30, TimeUnit.SECONDS)).hasMessageContaining("the session has ended");
    }
  }

  private static BufferedReader open(HttpClient client, LiveAddress live, String path, Login login)
      throws Exception {
    var answer = client.send(request(live, path, login), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static int status(HttpClient client, LiveAddress live, String path, Login login)
      throws Exception {
    return client.send(request(live, path, login), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest request(LiveAddress live, String path, Login login) {
    return HttpRequest.newBuilder(live.http(path))
        .header("Cookie", login.cookie())
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  /** Returns the next line, or nothing at the stream's end. */
  private static Optional<String> next(BufferedReader lines) throws Exception {
    return within(
        () -> {
          try {
            return Optional.ofNullable(lines.readLine());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A stream's last line arrives before its application has ended. */
  private int untilOneIsLeft() {
    while (connections.size() != 1) {
      Thread.onSpinWait();
    }
    return 1;
  }

  private static <T> T within(java.util.function.Supplier<T> wait) throws Exception {
    return CompletableFuture.supplyAsync(wait).get(30, TimeUnit.SECONDS);
  }
}
