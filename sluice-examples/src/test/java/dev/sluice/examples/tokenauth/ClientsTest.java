package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.django.Peers;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The running server, by clients that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientsTest {

  private static final String HELLO = "{\"command\": \"Say hello !\", \"data_string\": \"\u00e9\"}";
  private static final String ANSWER =
      "{\"command_response\":\"The command to say hello was received \","
          + "\"data_string_bacK\":\"\u00e9\"}";

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void theClientOfTheJdkTalks() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var listener = new Listener();
      var socket = connect(http, "/?token=" + site.token("testuserone"), listener).join();
      socket.sendText(HELLO, true).join();
      assertThat(listener.next()).isEqualTo(ANSWER);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(listener.next()).isEqualTo("closed 1000");
    }
  }

  @Test
  void theClientOfTheJdkIsToldWhyItIsRefused() {
    try (var http = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> connect(http, "/?token=wrong", new Listener()).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }
  }

  @Test
  void aServerThatStopsSaysThatItGoesAway() throws Exception {
    try (var other = LiveSite.start();
        var http = HttpClient.newHttpClient()) {
      var listener = new Listener();
      http.newWebSocketBuilder()
          .buildAsync(other.webSocket("/?token=" + other.token("suraj")), listener)
          .join();
      other.stop();
      assertThat(listener.next()).isEqualTo("closed 1001");
    }
  }

  @Test
  void theClientOfPythonTalksAndIsRefused() throws Exception {
    Peers.require("install python3-websockets", "websockets");
    var url = site.webSocket("/?token=").toString();
    assertThat(python(url + site.token("testuserone"), HELLO, HELLO))
        .containsExactly(ANSWER, ANSWER, "closed 1000");
    assertThat(python(url + "wrong", HELLO)).containsExactly("refused 401");
  }

  private Stream<String> python(String url, String... texts) throws Exception {
    var words = new ArrayList<>(List.of(url, site.http("").toString()));
    words.addAll(List.of(texts));
    return Peers.run(getClass(), "websocket_client.py", "", "", words.toArray(String[]::new))
        .lines();
  }

  private CompletableFuture<WebSocket> connect(HttpClient http, String path, Listener listener) {
    return http.newWebSocketBuilder().buildAsync(site.webSocket(path), listener);
  }

  private static final class Listener implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        heard.add(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }
  }
}
