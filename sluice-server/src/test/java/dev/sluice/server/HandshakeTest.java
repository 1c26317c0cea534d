package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket handshake is answered (RFC 6455, section 4.2; transcript ws-protocol). */
final class HandshakeTest {

  private static RawClient.Response ask(Application application, String request) {
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(request);
      return client.response();
    }
  }

  private static Application accepting(Optional<String> subprotocol, Headers headers) {
    return (_, _, outbox) -> outbox.send(new WebSocketCommand.Accept(subprotocol, headers));
  }

  @Test
  void theSampleOfTheRfcIsAnsweredAsItSays() {
    var response =
        ask(
            accepting(Optional.of("chat"), Headers.of("Set-Cookie", "a=b")),
            """
            GET /chat HTTP/1.1
            Host: server.example.com
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Origin: http://example.com
            Sec-WebSocket-Protocol: chat, superchat
            Sec-WebSocket-Version: 13

            """
                .replace("\n", "\r\n"));

    assertThat(response.status()).isEqualTo(101);
    assertThat(response.headers())
        .containsEntry("Upgrade", "websocket")
        .containsEntry("Connection", "Upgrade")
        .containsEntry("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        .containsEntry("Sec-WebSocket-Protocol", "chat")
        .containsEntry("Set-Cookie", "a=b")
        .doesNotContainKeys("Sec-WebSocket-Extensions", "Content-Length");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 12, 426",
    "Sec-WebSocket-Version: 13, X: no version, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: abc, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: no key, 400",
    "GET /, POST /, 405",
    "HTTP/1.1, HTTP/1.0, 400",
    "Host: a, X: no host, 400",
    "Host: a, Sec-WebSocket-Protocol: no token, 400",
    "Upgrade: websocket, Upgrade: WebSocket, 101",
    "Connection: Upgrade, 'Connection: keep-alive, upgrade', 101",
    "Upgrade: websocket, Upgrade: h2c, 500",
    "Connection: Upgrade, Connection: close, 500"
  })
  void aChangedHandshake(String line, String other, int status) {
    var response =
        ask(
            accepting(Optional.empty(), Headers.none()),
            RawClient.handshake("/").replace(line, other));

    assertThat(response.status()).isEqualTo(status);
    if (status == 426) {
      assertThat(response.headers()).containsEntry("Sec-WebSocket-Version", "13");
    }
  }

  @Test
  void theScopeTellsWhatTheClientSent() {
    var seen = new CompletableFuture<WebSocketScope>();
    Application application = (scope, _, _) -> seen.complete((WebSocketScope) scope);

    ask(
        application,
        RawClient.handshake(
            "/a%20b%C3%A9/?q=%C3%A9&a=1",
            "X-Test: one\r\n",
            "X-Test: two\r\n",
            "X_Test: three\r\n",
            "X-Latin: \u00e9\r\n",
            "Sec-WebSocket-Protocol: a, b\r\n",
            "Sec-WebSocket-Protocol: c\r\n"));

    var scope = seen.join();
    assertThat(scope.path()).isEqualTo("/a b\u00e9/");
    assertThat(scope.query().raw()).isEqualTo("q=%C3%A9&a=1");
    assertThat(scope.headers().all("x-test")).containsExactly("one", "two");
    assertThat(scope.headers().first("X_Test")).isEmpty();
    assertThat(scope.headers().first("X-Latin")).contains("\u00e9");
    assertThat(scope.subprotocols()).containsExactly("a", "b", "c");
    assertThat(scope.head().scheme()).isEqualTo("ws");
    assertThat(scope.head().httpVersion()).isEqualTo("1.1");
    assertThat(scope.head().client().getAddress().isLoopbackAddress()).isTrue();
    assertThat(scope.id()).matches("[0-9a-f]{12}");
  }

  @Test
  void aCloseBeforeTheAcceptIs403WithoutBody() {
    var response =
        ask(
            (_, _, outbox) -> outbox.send(new WebSocketCommand.Close(4001, "no")),
            RawClient.handshake("/"));

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aReturnBeforeTheAcceptIs403() {
    assertThat(ask((_, _, _) -> {}, RawClient.handshake("/")).status()).isEqualTo(403);
  }

  @Test
  void aDenialHasStatusHeadersAndBody() {
    var denial =
        new WebSocketCommand.Deny(401, Headers.of("WWW-Authenticate", "Token"), Bytes.utf8("no"));

    var response = ask((_, _, outbox) -> outbox.send(denial), RawClient.handshake("/"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers()).containsEntry("WWW-Authenticate", "Token");
    assertThat(response.body()).isEqualTo("no");
  }

  @Test
  void aDenyExceptionIsADenial() {
    Application application =
        (_, _, _) -> {
          throw new DenyException(404, "nothing here");
        };

    var response = ask(application, RawClient.handshake("/nowhere"));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("nothing here\n");
  }

  @Test
  void anErrorBeforeTheAcceptIs500AndItsTextStaysHere() throws Exception {
    Application application =
        (_, _, _) -> {
          throw new IllegalArgumentException("secret detail");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      var response = ask(application, RawClient.handshake("/?token=hidden"));

      assertThat(response.status()).isEqualTo(500);
      var line = log.next();
      var id = response.body().replace("Internal Server Error\n", "").strip();
      assertThat(id).matches("[0-9a-f]{12}");
      assertThat(line.getFormattedMessage()).contains(id).doesNotContain("hidden");
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo("secret detail");
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void anApplicationThatDoesNotAnswerIsA503() throws Exception {
    var told = new CompletableFuture<List<Event>>();
    Application application =
        (_, inbox, outbox) -> {
          told.complete(List.of(inbox.receive(), inbox.receive()));
          assertThatThrownBy(() -> outbox.send(new WebSocketCommand.Close(1000, "")))
              .isInstanceOf(DisconnectedException.class);
        };
    var limits = TestServers.LIMITS.withHandshakeTimeout(Duration.ofMillis(50));
    try (var server = TestServers.start(application, TestServers.config().withWebSocket(limits));
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));

      assertThat(client.response().status()).isEqualTo(503);
      assertThat(told.get())
          .containsExactly(new WebSocketEvent.Connect(), new WebSocketEvent.Disconnect(1006, ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "b, Sec-WebSocket-Protocol: a, X",
    "a, X: a, X",
    "'', X: a, Sec-WebSocket-Accept",
    "'', X: a, Upgrade",
    "'', X: a, Content-Length"
  })
  void anAcceptThatMakesNoSenseIsTheApplicationsError(
      String subprotocol, String line, String header) {
    var accept =
        accepting(
            Optional.of(subprotocol).filter(name -> !name.isEmpty()), Headers.of(header, "1"));

    var response = ask(accept, RawClient.handshake("/", line + "\r\n"));

    assertThat(response.status()).isEqualTo(500);
  }

  @Test
  void commandsOutOfOrderAreTheApplicationsError() throws Exception {
    var failures = new LinkedBlockingQueue<String>();
    Application application =
        (_, _, outbox) -> {
          assertThatThrownBy(() -> outbox.send(new WebSocketCommand.Text("a")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("the WebSocket is CONNECTING (expected: OPEN)");
          var accept = new WebSocketCommand.Accept(Optional.empty(), Headers.none());
          outbox.send(accept);
          assertThatThrownBy(() -> outbox.send(accept)).isInstanceOf(IllegalStateException.class);
          outbox.send(new WebSocketCommand.Close(1000, ""));
          assertThatThrownBy(() -> outbox.send(new WebSocketCommand.Text("a")))
              .isInstanceOf(DisconnectedException.class);
          failures.add("all as expected");
        };

    ask(application, RawClient.handshake("/"));

    assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo("all as expected");
  }

  @Test
  void aClientThatLeavesDuringTheHandshakeIsToldToTheApplication() throws Exception {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    Application application =
        (_, inbox, _) -> {
          events.add(inbox.receive());
          events.add(inbox.receive());
        };
    try (var server = TestServers.start(application)) {
      try (var client = new RawClient(server)) {
        client.send(RawClient.handshake("/"));
        assertThat(events.take()).isEqualTo(new WebSocketEvent.Connect());
      }
      assertThat(events.take()).isEqualTo(new WebSocketEvent.Disconnect(1006, ""));
    }
  }

  @Test
  void framesThatComeBeforeTheAnswerAreNotLost() {
    try (var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      client.text("early");

      assertThat(client.response().status()).isEqualTo(101);
      assertThat(client.frame().text()).isEqualTo("early");
    }
  }
}
