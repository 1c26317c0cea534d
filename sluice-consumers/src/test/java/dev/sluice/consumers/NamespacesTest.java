package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message, from a client or a peer, names a method (channels.md A3: "Namespace is shared"). */
final class NamespacesTest {

  private final List<String> called = new CopyOnWriteArrayList<>();

  /** What a peer could say in Channels to call any method. */
  record Event(String type) implements Message {}

  private final class Tempting extends JsonWebSocketConsumer<Map<String, Object>, String> {

    @SuppressWarnings("unchecked") // JSON objects have text for keys
    Tempting() {
      super((Class<Map<String, Object>>) (Class<?>) Map.class);
    }

    @Override
    protected void receiveJson(Map<String, Object> message) {
      called.add("receiveJson");
      sendJson("client: " + message.get("type"));
    }

    @Override
    protected void receive(Message message) {
      called.add("receive");
      if (message instanceof Event(String type)) {
        sendJson("peer: " + type);
      }
    }

    @Override
    protected void disconnect(int code) {
      called.add("disconnect " + code);
    }

    @SuppressWarnings("unused") // what a dispatch by name would find
    void shutdown(Object message) {
      called.add("shutdown");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "close",
        "accept",
        "disconnect",
        "shutdown",
        "websocket.connect",
        "websocket.receive",
        "websocket.disconnect",
        "_x",
        ".x",
        "toString",
        ""
      })
  void aMessagesTypeReachesNoMethod(String type) {
    WebSocket.Handler handler = WebSocketConsumer.each(Tempting::new);
    try (var client = WebSocketCommunicator.to(WebSocket.application(handler)).connect()) {
      client.expectAccept();
      client.send("{\"type\":\"%s\",\"code\":1000,\"text\":\"x\"}".formatted(type));
      assertThat(client.receiveText()).isEqualTo("\"client: " + type + "\"");
      client.post(new ChannelEvent(new Event(type)));
      assertThat(client.receiveText()).isEqualTo("\"peer: " + type + "\"");
      client.expectNothing();
      assertThat(called).containsExactly("receiveJson", "receive");
      client.disconnect(1000);
      client.awaitEnd();
    }
    assertThat(called).containsExactly("receiveJson", "receive", "disconnect 1000");
  }

  @Test
  void aPeersMessageIsNoFrameOfTheClient() {
    WebSocket.Handler handler = WebSocketConsumer.each(Tempting::new);
    try (var client = WebSocketCommunicator.to(WebSocket.application(handler)).connect()) {
      client.expectAccept();
      client.post(new ChannelEvent(new Event("websocket.receive")));
      assertThat(client.receiveText()).isEqualTo("\"peer: websocket.receive\"");
      assertThat(called).containsExactly("receive");
    }
  }
}
