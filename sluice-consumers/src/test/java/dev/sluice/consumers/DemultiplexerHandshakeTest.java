package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a socket with several streams is accepted or refused. */
final class DemultiplexerHandshakeTest {

  private final List<String> ends = new CopyOnWriteArrayList<>();

  private WebSocket.Handler echo(String name) {
    return EchoStream.handler(name, ends);
  }

  private static WebSocket.Handler refusing(int status) {
    return socket -> socket.deny(status, "no");
  }

  private static WebSocketCommunicator connect(Demultiplexer application) {
    return WebSocketCommunicator.to(application).connect();
  }

  @Test
  void aSocketIsAcceptedWhenOneStreamAcceptsAndTheOthersAreTold() {
    var application = new Demultiplexer().stream("a", refusing(403)).stream("b", echo("b"));
    try (var client = connect(application)) {
      client.expectAccept();
      assertThat(client.receiveText())
          .isEqualTo("{\"stream\":\"a\",\"closed\":{\"code\":4403,\"reason\":\"no\"}}");
      EchoStream.say(client, "b", "hello");
      assertThat(client.receiveText()).contains("b: hello");
    }
  }

  @Test
  void aSocketIsRefusedWhenAllRefuseOrAMainOneDoes() {
    var all = new Demultiplexer().stream("a", refusing(401)).stream("b", refusing(404));
    try (var client = connect(all)) {
      assertThat(client.expectDenied(401).body().utf8()).isEqualTo("no\n");
    }
    var main = new Demultiplexer().stream("a", echo("a")).main("b", refusing(429));
    try (var client = connect(main)) {
      client.expectDenied(429);
      client.awaitEnd();
    }
    assertThat(ends).containsExactly("a 1006");
    try (var client = connect(new Demultiplexer())) {
      client.expectDenied(403);
    }
  }

  @Test
  void aClientThatLeavesBeforeAStreamHasAcceptedIsNoticed() {
    Application thinking =
        (_, inbox, outbox) -> {
          inbox.receive();
          ends.add(inbox.receive().toString());
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          ends.add("accepted");
        };
    var application = new Demultiplexer().main("a", thinking).stream("b", echo("b"));
    try (var client = WebSocketCommunicator.to(application).connect()) {
      client.vanish();
      client.awaitEnd();
    }
    assertThat(ends).containsExactlyInAnyOrder("Disconnect[code=1006, reason=]", "b 1006");
  }

  @Test
  void aSocketIsNotAcceptedBeforeItsMainStreamAccepts() throws Exception {
    var accepting = new CompletableFuture<Thread>();
    var mayRefuse = new CountDownLatch(1);
    Application eager =
        (_, inbox, outbox) -> {
          inbox.receive();
          accepting.complete(Thread.currentThread());
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
        };
    WebSocket.Handler thinking =
        socket -> {
          mayRefuse.await();
          socket.deny(401, "no");
        };
    try (var client = connect(new Demultiplexer().stream("a", eager).main("b", thinking))) {
      var eagers = accepting.get(30, TimeUnit.SECONDS);
      while (eagers.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      client.expectNothing();
      mayRefuse.countDown();

      client.expectDenied(401);
    }
  }

  @Test
  void whatComesBeforeTheAcceptStaysInItsPlace() {
    var mayAccept = new CountDownLatch(1);
    WebSocket.Handler thinking =
        socket -> {
          mayAccept.await();
          socket.accept();
          socket.texts().forEach(socket::send);
        };
    try (var client = connect(new Demultiplexer().stream("a", thinking))) {
      client.post(new ChannelEvent(Frame.text("ready for the client")));
      mayAccept.countDown();
      client.expectAccept();

      assertThat(client.receiveText()).isEqualTo("ready for the client");
    }
  }

  @Test
  void aStreamThatFailsBeforeItsAcceptIsA500() {
    WebSocket.Handler failing =
        _ -> {
          throw new IllegalStateException("a secret");
        };
    try (var client = connect(new Demultiplexer().stream("a", failing))) {
      assertThat(client.expectDenied(500).body().utf8())
          .startsWith("Internal Server Error\n")
          .doesNotContain("secret");
    }
  }

  @Test
  void aStreamChoosesNoSubprotocolForAll() {
    var application = new Demultiplexer().stream("a", socket -> socket.accept("go"));
    try (var client = WebSocketCommunicator.to(application).subprotocols("go").connect()) {
      client.expectDenied(500);
    }
  }
}
