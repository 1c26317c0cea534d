package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import dev.sluice.layers.Channel;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.testing.Fault;
import dev.sluice.web.WebSocket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A channel layer that cannot be reached, behind the real server. */
final class LayerOutageTest {

  private record Said(String text) implements Message {}

  // begin layer
  private final Fault outage = Fault.outage();
  private final ChannelLayer layer = outage.around(ChannelLayer.class, new InMemoryChannelLayer());
  final Application application =
      layer.middleware().wrap(WebSocket.application(LayerOutageTest::room));

  // end layer

  private static void room(WebSocket socket) {
    var channel = Channel.of(socket.scope());
    channel.join("room");
    socket.accept();
    for (var event : socket) {
      switch (event) {
        case WebSocketEvent.Text(String text) -> channel.sendToGroup("room", new Said(text));
        case ChannelEvent(Said(String text)) -> socket.send(text);
        default -> {}
      }
    }
  }

  @Test
  void whoComesDuringAnOutageIsToldToComeBack(@LiveServer LiveAddress live) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      outage.failUntilMended();

      assertThatThrownBy(() -> connect(client, live, Heard.nothing()))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(503));

      outage.mend();
      var heard = Heard.nothing();
      var socket = connect(client, live, heard);
      say(socket, "hi");
      heard.expect("hi");
      socket.abort();
    }
  }

  @Test
  void whoSpeaksDuringAnOutageIsClosedAndTheOthersStay(@LiveServer LiveAddress live)
      throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var ann = Heard.nothing();
      var ben = Heard.nothing();
      var annsSocket = connect(client, live, ann);
      var bensSocket = connect(client, live, ben);
      say(annsSocket, "one");
      ann.expect("one");
      ben.expect("one");

      outage.failUntilMended();
      say(annsSocket, "two");
      ann.expect("closed 1013");

      outage.mend();
      say(bensSocket, "three");
      ben.expect("three");
      assertThat(layer.sendToGroup("room", new Said("four")).delivered()).isEqualTo(1);
      ben.expect("four");
      bensSocket.abort();
    }
  }

  private static java.net.http.WebSocket connect(HttpClient client, LiveAddress live, Heard heard)
      throws Exception {
    return client.newWebSocketBuilder().buildAsync(live.ws("/"), heard).get(30, TimeUnit.SECONDS);
  }

  private static void say(java.net.http.WebSocket socket, String text) throws Exception {
    socket.sendText(text, true).get(30, TimeUnit.SECONDS);
  }
}
