package dev.sluice.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;

final class ChatTest {

  private final Application chat = Chat.application(new InMemoryChannelLayer());

  @Test
  void everybodyInARoomHearsWhatIsSaidThereAndNobodyElseDoes() {
    try (var ann = enter("/ws/chat/lobby/");
        var bob = enter("/ws/chat/lobby/");
        var eve = enter("/ws/chat/cellar/")) {
      ann.send("hello");

      assertThat(ann.receiveText()).isEqualTo("hello");
      assertThat(bob.receiveText()).isEqualTo("hello");
      eve.expectNothing();
    }
  }

  @Test
  void theHallIsToldWithFrames() {
    try (var ann = enter("/ws/hall/");
        var bob = enter("/ws/hall/")) {
      bob.send("hello, all");

      assertThat(ann.receiveText()).isEqualTo("hello, all");
      assertThat(bob.receiveText()).isEqualTo("hello, all");
    }
  }

  @Test
  void everyRoomHasItsPage() {
    assertThat(HttpCommunicator.to(chat).path("/chat/lobby/").exchange().body().utf8())
        .contains("role=\"log\"");
  }

  private WebSocketCommunicator enter(String path) {
    var socket = WebSocketCommunicator.to(chat).path(path).connect();
    socket.expectAccept();
    return socket;
  }
}
