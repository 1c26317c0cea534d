package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.BadInput;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Several streams over one socket. */
final class DemultiplexerTest {

  private final List<String> ends = new CopyOnWriteArrayList<>();

  private WebSocket.Handler echo(String name) {
    return EchoStream.handler(name, ends);
  }

  private static WebSocketCommunicator connect(Demultiplexer application) {
    return WebSocketCommunicator.to(application).connect();
  }

  /** Waits until a stream is open. */
  private static void greet(WebSocketCommunicator client, String stream) {
    EchoStream.say(client, stream, "hello");
    assertThat(client.receiveText()).contains(stream + ": hello");
  }

  private Demultiplexer chatAndPrices() {
    return new Demultiplexer().stream("chat", echo("chat")).stream("prices", echo("prices"));
  }

  @Test
  void eachStreamHasItsMessagesInOrderAndSaysItsName() {
    try (var client = connect(chatAndPrices())) {
      client.expectAccept();
      for (var i = 0; i < 20; i++) {
        EchoStream.say(client, "chat", "" + i);
        assertThat(client.receiveText())
            .isEqualTo("{\"stream\":\"chat\",\"payload\":\"chat: %d\"}".formatted(i));
      }
      EchoStream.say(client, "prices", "up");
      assertThat(client.receiveText())
          .isEqualTo("{\"stream\":\"prices\",\"payload\":\"prices: up\"}");
      client.disconnect(4001);
      client.awaitEnd();
    }
    assertThat(ends).containsExactlyInAnyOrder("chat 4001", "prices 4001");
  }

  @Test
  void whatIsForNobodyIsAnsweredAndHarmsNobody() {
    try (var client = connect(chatAndPrices())) {
      client.expectAccept();
      EchoStream.say(client, "close", "hello");
      assertThat(client.receiveText())
          .isEqualTo(
              "{\"error\":{\"code\":\"unknown_stream\",\"message\":\"expected one of chat,"
                  + " prices\",\"path\":\"stream\"}}");
      client.send("secret");
      assertThat(client.receiveText())
          .startsWith("{\"error\":{\"code\":\"invalid_json\"")
          .doesNotContain("secret");
      client.send("{\"stream\":\"chat\"}");
      assertThat(client.receiveText()).contains("\"invalid_message\"", "\"path\":\"payload\"");
      client.send("{\"stream\":1,\"payload\":1}");
      assertThat(client.receiveText()).contains("\"invalid_message\"", "\"path\":\"stream\"");
      client.send(Bytes.utf8("x"));
      assertThat(client.receiveText()).contains("\"binary_not_supported\"");
      client.send("{\"stream\":\"chat\",\"payload\":null}");
      assertThat(client.receiveText())
          .startsWith("{\"stream\":\"chat\",\"payload\":{\"error\":{\"code\":\"invalid_message\"");
      EchoStream.say(client, "chat", "still here");
      assertThat(client.receiveText()).contains("chat: still here");
    }
  }

  @Test
  void theApplicationDecidesAboutWhatIsForNobody() {
    try (var client = connect(chatAndPrices().withBadInput(BadInput.close()))) {
      client.expectAccept();
      greet(client, "chat");
      greet(client, "prices");
      EchoStream.say(client, "nobody", "hello");
      assertThat(client.expectClosed(1008).reason()).isEqualTo("unknown_stream");
      client.awaitEnd();
    }
    assertThat(ends).containsExactlyInAnyOrder("chat 1008", "prices 1008");
  }

  @Test
  void aStreamEndsAlone() {
    try (var client = connect(chatAndPrices())) {
      client.expectAccept();
      EchoStream.say(client, "chat", "close");
      assertThat(client.receiveText())
          .isEqualTo("{\"stream\":\"chat\",\"closed\":{\"code\":4000,\"reason\":\"enough\"}}");
      EchoStream.say(client, "chat", "hello?");
      assertThat(client.receiveText()).contains("\"unknown_stream\"", "expected one of prices");
      EchoStream.say(client, "prices", "up");
      assertThat(client.receiveText()).contains("prices: up");
      EchoStream.say(client, "prices", "deny");
      assertThat(client.expectClosed(4403).reason()).isEqualTo("not for you");
      client.awaitEnd();
    }
    assertThat(ends).containsExactlyInAnyOrder("chat 4000", "prices 4403");
  }

  @Test
  void aFailureEndsItsStreamAndTellsNothing() {
    try (var client = connect(chatAndPrices())) {
      client.expectAccept();
      EchoStream.say(client, "chat", "fail");
      assertThat(client.receiveText())
          .startsWith("{\"stream\":\"chat\",\"closed\":{\"code\":1011,\"reason\":\"")
          .doesNotContain("secret");
      EchoStream.say(client, "prices", "up");
      assertThat(client.receiveText()).contains("prices: up");
      client.disconnect(1000);
      client.awaitEnd();
    }
    assertThat(ends).containsExactly("chat 1011", "prices 1000");
  }

  @Test
  void theEndOfAMainStreamIsTheEndOfAll() {
    var application = new Demultiplexer().main("chat", echo("chat")).stream("more", echo("more"));
    try (var client = connect(application)) {
      client.expectAccept();
      greet(client, "more");
      EchoStream.say(client, "chat", "close");
      assertThat(client.expectClosed(4000).reason()).isEqualTo("enough");
      client.awaitEnd();
    }
    assertThat(ends).containsExactlyInAnyOrder("chat 4000", "more 4000");
  }

  @Test
  void aSlowStreamDoesNotHoldUpOthersForLongerThanThePatience() throws Exception {
    var isOpen = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);
    WebSocket.Handler slow =
        socket -> {
          socket.accept();
          isOpen.countDown();
          mayGoOn.await();
          ends.add("slow is open: " + socket.isOpen());
          for (var _ : socket.texts()) {}
          ends.add("slow " + socket.closeCode());
        };
    var application =
        new Demultiplexer()
            .stream("slow", slow).stream("chat", echo("chat")).withPatience(Duration.ofMillis(50));
    try (var client = connect(application)) {
      client.expectAccept();
      isOpen.await();
      for (var i = 0; i < 65; i++) {
        EchoStream.say(client, "slow", "more");
      }
      EchoStream.say(client, "chat", "hello");
      assertThat(client.receiveText())
          .isEqualTo("{\"stream\":\"slow\",\"closed\":{\"code\":1008,\"reason\":\"too slow\"}}");
      assertThat(client.receiveText()).contains("chat: hello");
      mayGoOn.countDown();
      client.disconnect(1001);
      client.awaitEnd();
    }
    assertThat(ends).contains("slow 1008", "chat 1001");
  }

  @Test
  void aStreamSendsNothingButJson() {
    var application =
        new Demultiplexer()
            .stream(
                "raw",
                socket -> {
                  socket.accept();
                  assertThatThrownBy(() -> socket.send("1},\"stream\":\"chat\",\"x\":{\"y\":1"))
                      .isInstanceOf(IllegalArgumentException.class);
                  assertThatThrownBy(() -> socket.send(Bytes.utf8("1")))
                      .isInstanceOf(IllegalArgumentException.class)
                      .hasMessageContaining("on the stream 'raw'");
                  socket.send("[1]");
                });
    try (var client = connect(application)) {
      client.expectAccept();
      assertThat(client.receiveText()).isEqualTo("{\"stream\":\"raw\",\"payload\":[1]}");
      client.expectClosed(1000);
    }
  }

  @Test
  void namesAreDifferentAndHttpIsToldToUpgrade() {
    assertThatThrownBy(() -> chatAndPrices().stream("chat", echo("chat")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two streams 'chat' (expected: different names)");
    assertThat(HttpCommunicator.to(chatAndPrices()).exchange().status()).isEqualTo(426);
  }
}
