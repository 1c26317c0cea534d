package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Bytes;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/testing.md that needs the communicators only. */
final class TestingGuideTest {

  private final Application chat =
      (scope, inbox, outbox) -> {
        inbox.receive();
        outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
        while (true) {
          var event = inbox.receive(Duration.ofSeconds(30));
          switch (event.orElse(new WebSocketEvent.Text("still there?"))) {
            case WebSocketEvent.Text(String text) -> outbox.send(new WebSocketCommand.Text(text));
            case WebSocketEvent.Binary(Bytes bytes) ->
                outbox.send(new WebSocketCommand.Binary(bytes));
            default -> {
              return;
            }
          }
        }
      };
  private final Application feed =
      (scope, inbox, outbox) -> {
        inbox.receive();
        outbox.send(new HttpCommand.Start(200, Headers.none()));
        outbox.send(new HttpCommand.Body(Bytes.utf8("data: 1\n\n"), true));
        inbox.receive();
      };

  @Test
  void aSocket() {
    // begin socket
    try (var socket =
        WebSocketCommunicator.to(chat)
            .path("/ws/chat/?room=1")
            .origin("https://example.com")
            .cookie("theme", "dark")
            .connect()) {
      socket.expectAccept();
      socket.send("");
      assertThat(socket.receiveText()).isEmpty();
      socket.send(Bytes.copyOf(new byte[] {1, 2}));
      assertThat(socket.receiveBinary().size()).isEqualTo(2);
      socket.expectNothing();
    }
    // end socket
  }

  @Test
  void aStream() {
    // begin stream
    try (var stream = HttpCommunicator.to(feed).path("/feed/").open()) {
      stream.expectStart(200);
      assertThat(stream.receiveText()).isEqualTo("data: 1\n\n");
      stream.leave();
      stream.awaitEnd();
    }
    // end stream
  }

  @Test
  void aLifespan() {
    Application site =
        (scope, inbox, outbox) -> {
          inbox.receive();
          outbox.send(new LifespanCommand.Started(Attributes.none()));
          inbox.receive();
        };
    // begin application
    try (var server = ApplicationCommunicator.start(site, new LifespanScope(Attributes.none()))) {
      server.send(new LifespanEvent.Startup());
      server.receive(LifespanCommand.Started.class);
    }
    // end application
  }

  @Test
  void time() {
    // begin clock
    var clock = VirtualClock.start();
    try (var socket = WebSocketCommunicator.to(chat).clock(clock).connect()) {
      socket.expectAccept();
      socket.expectNothing(Duration.ofSeconds(29));
      clock.advance(Duration.ofSeconds(1));
      assertThat(socket.receiveText()).isEqualTo("still there?");
    }
    // end clock
  }

  @Test
  void faults() {
    Application flood = (scope, inbox, outbox) -> flood(outbox::send);
    // begin faults
    var clock = VirtualClock.start();
    try (var socket =
        WebSocketCommunicator.to(flood)
            .clock(clock)
            .slowClient(10, Duration.ofSeconds(20))
            .connect()) {
      clock.advance(Duration.ofSeconds(20));
      socket.awaitEnd(); // the application has got a DisconnectedException
    }
    try (var socket = WebSocketCommunicator.to(chat).connect()) {
      socket.expectAccept();
      socket.vanish(); // the application receives Disconnect[code=1006]
      socket.awaitEnd();
    }
    // end faults
  }

  private static void flood(Consumer<WebSocketCommand> outbox) {
    outbox.accept(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
    try {
      while (true) {
        outbox.accept(new WebSocketCommand.Text("more"));
      }
    } catch (DisconnectedException e) {
      assertThat(e).hasMessageContaining("too slow");
    }
  }
}
