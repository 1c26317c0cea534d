package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.BadMessageException.Code;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may become of each kind of message that cannot be read. */
final class BadInputTest {

  sealed interface Command {
    record Say(String text) implements Command {}
  }

  private static final Map<Code, Consumer<WebSocketCommunicator>> OFFENCES =
      Map.of(
          Code.INVALID_JSON, socket -> socket.send("secret"),
          Code.INVALID_MESSAGE, socket -> socket.send("{\"type\":\"say\",\"text\":1}"),
          Code.UNKNOWN_TYPE, socket -> socket.send("{\"type\":\"secret\"}"),
          Code.TOO_COMPLEX, socket -> socket.send("{\"type\":\"say\",\"a\":" + "[".repeat(2000)),
          Code.BINARY_NOT_SUPPORTED, socket -> socket.send(Bytes.utf8("secret")));

  private static WebSocketCommunicator connect(BadInput badInput) {
    WebSocket.Handler handler =
        socket -> {
          socket.accept();
          for (var command : socket.json(Command.class, badInput)) {
            if (command instanceof Command.Say(String text)) {
              socket.send(text);
            }
          }
        };
    var client = WebSocketCommunicator.to(WebSocket.application(handler)).connect();
    client.expectAccept();
    return client;
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_JSON, 1007",
    "INVALID_MESSAGE, 1008",
    "UNKNOWN_TYPE, 1008",
    "TOO_COMPLEX, 1008",
    "BINARY_NOT_SUPPORTED, 1003"
  })
  void eachKindIsAnsweredClosedOrPassedOverAsTheApplicationDecides(Code code, int closeCode) {
    var offence = Objects.requireNonNull(OFFENCES.get(code));
    try (var client = connect(BadInput.answer())) {
      offence.accept(client);
      assertThat(client.receiveText())
          .startsWith("{\"error\":{\"code\":\"%s\",".formatted(code.text()))
          .doesNotContain("secret");
      assertGoesOn(client);
    }
    try (var client = connect(BadInput.ignore())) {
      offence.accept(client);
      assertGoesOn(client);
    }
    try (var client = connect(BadInput.close())) {
      offence.accept(client);
      assertThat(client.expectClosed(closeCode).reason()).isEqualTo(code.text());
    }
    try (var client = connect(BadInput.close(4400))) {
      offence.accept(client);
      client.expectClosed(4400);
    }
    try (var client = connect(BadInput.close().on(code, BadInput.ignore()))) {
      offence.accept(client);
      assertGoesOn(client);
    }
  }

  private static void assertGoesOn(WebSocketCommunicator client) {
    client.send("{\"type\":\"say\",\"text\":\"still here\"}");
    assertThat(client.receiveText()).isEqualTo("still here");
  }
}
