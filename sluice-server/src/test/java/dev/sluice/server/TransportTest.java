package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Event;
import dev.sluice.HttpEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything works with each way of watching sockets. The client is the JDK's own. */
final class TransportTest {

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aRequestIsAnswered(Transport transport) throws Exception {
    try (var server = TestServers.start(TestServers.echo(), transport);
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(TestServers.uri(server, "http", "/a%20b/"))
              .POST(HttpRequest.BodyPublishers.ofString("hello"))
              .build();

      var response = client.send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("POST /a b/ hello");
      assertThat(response.headers().firstValue("Server")).contains("sluice");
      assertThat(response.headers().firstValue("Date")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aMessageComesBack(Transport transport) throws Exception {
    try (var server = TestServers.start(TestServers.echo(), transport);
        var client = HttpClient.newHttpClient()) {
      var answer = new CompletableFuture<String>();
      var closed = new CompletableFuture<Integer>();
      var socket =
          client
              .newWebSocketBuilder()
              .buildAsync(TestServers.uri(server, "ws", "/"), listener(answer, closed))
              .join();

      socket.sendText("é🔑", true).join();

      assertThat(answer.join()).isEqualTo("é🔑");
      socket.sendClose(3000, "bye").join();
      assertThat(closed.join()).isEqualTo(3000);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aClientThatLeavesIsNoticedWhileItsApplicationWorks(Transport transport) throws Exception {
    var told = new CompletableFuture<Event>();
    Application waiting =
        (_, inbox, _) -> {
          inbox.receive();
          told.complete(inbox.receive());
        };
    try (var server = TestServers.start(waiting, transport)) {
      try (var client = new RawClient(server)) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      }

      assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(new HttpEvent.Disconnect());
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void anUploadWaitsForItsApplicationAndGoesOn(Transport transport) throws Exception {
    var mayRead = new CompletableFuture<Void>();
    Application application =
        (scope, inbox, outbox) -> {
          mayRead.join();
          TestServers.echo().serve(scope, inbox, outbox);
        };
    var body = "0123456789".repeat(100_000);
    try (var server = TestServers.start(application, transport);
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
      var sender = Thread.ofVirtual().start(() -> client.send(body));
      mayRead.complete(null);

      assertThat(client.response().body()).isEqualTo("POST / " + body);
      assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
    }
  }

  private static WebSocket.Listener listener(
      CompletableFuture<String> text, CompletableFuture<Integer> closed) {
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.complete(data.toString());
        return WebSocket.Listener.super.onText(socket, data, last);
      }

      @Override
      public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(reason);
      }
    };
  }
}
