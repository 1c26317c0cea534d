package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.Conversation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A WebSocket, an event stream, a poll and a post meet in one group. */
final class ConversationGroupsTest {

  private record Chat(String text) implements Message {}

  private final CountDownLatch joined = new CountDownLatch(3);
  private final Application room =
      new InMemoryChannelLayer().middleware().wrap(Conversation.application(this::talk));

  /** Ends when somebody says so. */
  private void talk(Conversation conversation) {
    var channel = Channel.of(conversation.scope());
    conversation.accept();
    channel.join("room");
    joined.countDown();
    for (var event : conversation) {
      switch (event) {
        case WebSocketEvent.Text(String text) -> {
          var _ = channel.sendToOthers("room", new Chat(text));
        }
        case ChannelEvent(Chat(String text)) -> {
          conversation.send(text);
          return;
        }
        default -> {}
      }
    }
  }

  @Test
  void whatOneSaysAllHear() throws Exception {
    try (var socket = WebSocketCommunicator.to(room).connect()) {
      socket.expectAccept();
      var stream = ask("text/event-stream");
      var poll = ask("application/json");
      assertThat(joined.await(30, TimeUnit.SECONDS)).isTrue();

      var post = HttpCommunicator.to(room).method("POST").body("hello").exchange();

      assertThat(post.status()).isEqualTo(204);
      assertThat(socket.receiveText()).isEqualTo("hello");
      assertThat(stream.get(30, TimeUnit.SECONDS).text()).isEqualTo("data: hello\n\n");
      assertThat(poll.get(30, TimeUnit.SECONDS).text()).isEqualTo("[{\"data\":\"hello\"}]");
    }
  }

  private CompletableFuture<HttpAnswer> ask(String accept) {
    return CompletableFuture.supplyAsync(
        () -> HttpCommunicator.to(room).header("Accept", accept).exchange(),
        Thread::startVirtualThread);
  }
}
