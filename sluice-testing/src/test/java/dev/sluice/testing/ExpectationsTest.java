package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A test whose expectation does not hold fails, and says what came instead. */
final class ExpectationsTest {

  private static final Command ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  private static final Application ECHO =
      (scope, inbox, outbox) -> {
        inbox.receive();
        outbox.send(ACCEPT);
        while (inbox.receive() instanceof WebSocketEvent.Text(String text)) {
          outbox.send(new WebSocketCommand.Text(text));
        }
      };

  @Test
  void expectationsThatDoNotHoldFail() {
    try (var socket = WebSocketCommunicator.to(ECHO).connect()) {
      assertThatThrownBy(() -> socket.expectClosed(1000)).isInstanceOf(AssertionError.class);
      socket.expectAccept();
      socket.send("x");
      assertThatThrownBy(socket::expectNothing).isInstanceOf(AssertionError.class);
      assertThatThrownBy(socket::receiveBinary)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Text[1]");
    }
    try (var socket = WebSocketCommunicator.to(ECHO).patience(Duration.ofSeconds(2)).connect()) {
      socket.expectAccept();
      assertThatThrownBy(socket::receive)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("said nothing");
    }
  }

  @Test
  void anotherStatusOrCodeThanWasExpectedFails() {
    try (var socket = WebSocketCommunicator.to((scope, inbox, outbox) -> {}).connect()) {
      assertThatThrownBy(() -> socket.expectDenied(401))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("a denial with 401");
    }
    Application accepting = (scope, inbox, outbox) -> outbox.send(ACCEPT);
    try (var socket = WebSocketCommunicator.to(accepting).connect()) {
      socket.expectAccept();
      assertThatThrownBy(() -> socket.expectClosed(4000))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("code 4000");
    }
  }
}
