package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.UnavailableException;
import dev.sluice.WebSocketCommand;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the clients are told while something that an application needs is away. */
final class UnavailableTest {

  private static final String MESSAGE = "could not find a session in Hades: no\nway";

  private static final Application AWAY =
      (_, _, _) -> {
        throw new UnavailableException(MESSAGE);
      };

  @Test
  void aRequestGets503AndTheLogOneLine() throws Exception {
    try (var log = LogCapture.of(ApplicationRun.class.getName());
        var server = TestServers.start(AWAY)) {
      var answer = get(server);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      var lines = answer.body().lines().toList();
      assertThat(lines).hasSize(2).first().isEqualTo("Service Unavailable");

      var line = log.next();
      assertThat(line.getLevel()).isEqualTo(Level.ERROR);
      assertThat(line.getThrowableProxy()).isNull();
      assertThat(line.getFormattedMessage())
          .isEqualTo(
              "connection %s: unavailable on /: could not find a session in Hades: no\\u{a}way"
                  .formatted(lines.getLast()));
    }
  }

  @Test
  void aResponseThatIsNotOnItsWayYetBecomesA503() throws Exception {
    Application late =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.of("Set-Cookie", "a=b")));
          throw new UnavailableException(MESSAGE);
        };
    try (var server = TestServers.start(late)) {
      var answer = get(server);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aResponseThatHasBegunIsCutOff() {
    Application late =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.of("Content-Length", "9")));
          outbox.send(new HttpCommand.Body(Bytes.utf8("half"), true));
          throw new UnavailableException(MESSAGE);
        };
    try (var server = TestServers.start(late);
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThatThrownBy(client::response).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aHandshakeIsRefusedWith503() {
    try (var server = TestServers.start(AWAY);
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      var answer = client.response();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.toString()).contains("5").doesNotContain("Hades");
    }
  }

  @Test
  void anOpenSocketClosesWith1013() {
    Application late =
        (_, _, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          throw new UnavailableException(MESSAGE);
        };
    try (var server = TestServers.start(late);
        var client = RawClient.openWebSocket(server)) {
      assertThat(client.frame().code()).isEqualTo(1013);
    }
  }

  private static HttpResponse<String> get(Server server) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(TestServers.uri(server, "http", "/")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
