package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.Conversation;
import dev.sluice.web.JsonFormat;
import dev.sluice.web.WebSocket;
import org.junit.jupiter.api.Test;

/** What many members' handlers pass on as JSON is encoded once. */
final class SharedTextTest {

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();

  private WebSocketCommunicator enter(WebSocket.Handler handler) {
    var client =
        WebSocketCommunicator.to(layer.middleware().wrap(WebSocket.application(handler))).connect();
    client.expectAccept();
    return client;
  }

  private static void join(WebSocket socket) {
    Channel.of(socket.scope()).join("room");
    socket.accept();
  }

  private static void passOn(WebSocket socket) {
    join(socket);
    for (var event : socket) {
      if (event instanceof ChannelEvent(Message message)) {
        socket.sendJson(message);
      }
    }
  }

  private static void passOnDotted(WebSocket socket) {
    join(socket);
    var format = JsonFormat.of(Note.class).withDots();
    for (var event : socket) {
      if (event instanceof ChannelEvent(Note note)) {
        socket.sendJson(note, format);
      }
    }
  }

  private static void say(WebSocket socket) {
    join(socket);
    for (var event : socket) {
      if (event instanceof ChannelEvent(Note(var number))) {
        socket.sendJson(new Note(number));
      }
    }
  }

  @Test
  void aGroupsMessageIsEncodedOnceForAllWhoPassItOn() {
    try (var one = enter(SharedTextTest::passOn);
        var two = enter(SharedTextTest::passOn)) {
      layer.sendToGroup("room", new Note(1));
      var first = one.receiveText();

      assertThat(first).isEqualTo("{\"number\":1}");
      assertThat(two.receiveText()).isSameAs(first);

      layer.sendToGroup("room", new Note(1));
      assertThat(one.receiveText()).as("of another message").isEqualTo(first).isNotSameAs(first);
    }
  }

  @Test
  void conversationsShareItToo() {
    var application =
        layer
            .middleware()
            .wrap(
                Conversation.application(
                    conversation -> {
                      Channel.of(conversation.scope()).join("room");
                      conversation.accept();
                      for (var event : conversation) {
                        if (event instanceof ChannelEvent(Message message)) {
                          conversation.sendJson(message);
                        }
                      }
                    }));
    try (var one = WebSocketCommunicator.to(application).connect();
        var two = enter(SharedTextTest::passOn)) {
      one.expectAccept();
      layer.sendToGroup("room", new Note(1));

      assertThat(one.receiveText()).isSameAs(two.receiveText());
    }
  }

  @Test
  void equalFormatsShareAndOthersDoNot() {
    try (var one = enter(SharedTextTest::passOnDotted);
        var two = enter(SharedTextTest::passOnDotted)) {
      layer.sendToGroup("room", new Note(1));
      assertThat(one.receiveText()).isSameAs(two.receiveText());

      try (var plain = enter(SharedTextTest::passOn)) {
        layer.sendToGroup("room", new Note(2));
        assertThat(plain.receiveText()).isEqualTo("{\"number\":2}");
        assertThat(one.receiveText()).isEqualTo("{\"number\":2}");
      }
    }
  }

  @Test
  void anEqualMessageOfOnesOwnIsOnesOwn() {
    try (var one = enter(SharedTextTest::say);
        var two = enter(SharedTextTest::say)) {
      layer.sendToGroup("room", new Note(1));

      assertThat(one.receiveText()).isNotSameAs(two.receiveText());
    }
  }
}
