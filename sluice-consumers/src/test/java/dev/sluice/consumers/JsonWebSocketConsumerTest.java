package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.WebSocket;
import org.junit.jupiter.api.Test;

final class JsonWebSocketConsumerTest {

  record Say(String text) {}

  record Said(String text) {}

  private static class Shout extends JsonWebSocketConsumer<Say, Said> {
    Shout() {
      super(Say.class);
    }

    @Override
    protected void receiveJson(Say say) {
      sendJson(new Said(say.text() + "!"));
    }
  }

  private static final class Strict extends Shout {
    @Override
    protected void badMessage(BadMessageException problem) {
      close(1008, problem.code().text());
    }
  }

  @Test
  void messagesAreRecords() {
    try (var socket = to(Shout::new).connect()) {
      socket.expectAccept();
      socket.send("{\"text\":\"hey\"}");
      assertThat(socket.receiveText()).isEqualTo("{\"text\":\"hey!\"}");
    }
  }

  @Test
  void aBadMessageIsAnsweredOnceAndTheSocketStaysOpen() {
    try (var socket = to(Shout::new).connect()) {
      socket.expectAccept();
      socket.send("secret");
      assertThat(socket.receiveText())
          .startsWith("{\"error\":{\"code\":\"invalid_json\",")
          .doesNotContain("secret");
      socket.send("");
      assertThat(socket.receiveText()).startsWith("{\"error\":{\"code\":\"invalid_json\",");
      socket.send("{}");
      assertThat(socket.receiveText())
          .isEqualTo(
              "{\"error\":{\"code\":\"invalid_message\",\"message\":\"expected text\",\"path\":\"text\"}}");
      socket.send(Bytes.empty());
      assertThat(socket.receiveText()).startsWith("{\"error\":{\"code\":\"binary_not_supported\",");
      socket.expectNothing();
      socket.send("{\"text\":\"hey\"}");
      assertThat(socket.receiveText()).isEqualTo("{\"text\":\"hey!\"}");
    }
  }

  @Test
  void aConsumerDecidesAboutBadMessages() {
    try (var socket = to(Strict::new).connect()) {
      socket.expectAccept();
      socket.send("[]");
      assertThat(socket.expectClosed(1008).reason()).isEqualTo("invalid_message");
    }
  }

  private static Handshake to(java.util.function.Supplier<? extends WebSocketConsumer> factory) {
    return WebSocketCommunicator.to(WebSocket.application(WebSocketConsumer.each(factory)));
  }
}
