package dev.sluice.examples.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs of the guide's page on consumers do what the page says. */
final class ConsumersTest {

  private static WebSocketCommunicator connect(Application application) {
    var client = WebSocketCommunicator.to(application).connect();
    client.expectAccept();
    return client;
  }

  private static String ask(WebSocketCommunicator client, String text) {
    client.send(text);
    return client.receiveText();
  }

  @Test
  void bothFormsCount() {
    for (var form : List.of(Counter.function(), Counter.consumer())) {
      try (var client = connect(form)) {
        assertThat(ask(client, "a")).isEqualTo("1: a");
        assertThat(ask(client, "b")).isEqualTo("2: b");
      }
    }
  }

  @Test
  void everybodyInTheRoomHearsEverybody() {
    var room = Room.room(new InMemoryChannelLayer());
    try (var one = connect(room);
        var other = connect(room)) {
      assertThat(ask(one, "hello")).isEqualTo("hello");
      assertThat(other.receiveText()).isEqualTo("hello");
    }
  }

  @Test
  void sealedMessagesAreToldApartByTheirType() {
    try (var client = connect(WebSocket.application(Board::draw))) {
      assertThat(ask(client, "{\"type\":\"line_to\",\"x\":1,\"y\":2}")).isEqualTo("{\"lines\":1}");
      assertThat(ask(client, "{\"type\":\"clear\"}")).isEqualTo("{\"lines\":0}");
      assertThat(ask(client, "{\"type\":\"line_to\",\"x\":1.5,\"y\":2}"))
          .isEqualTo(
              "{\"error\":{\"code\":\"invalid_message\",\"message\":\"expected a whole number that"
                  + " is not too large\",\"path\":\"x\"}}");
      assertThat(ask(client, "{\"type\":\"erase\"}"))
          .isEqualTo(
              "{\"error\":{\"code\":\"unknown_type\",\"message\":\"expected one of move_to,"
                  + " line_to, clear\",\"path\":\"type\"}}");
    }
  }

  @Test
  void fieldAndNamesCanBeChosenAndBadMessagesDecidedAbout() {
    try (var client = connect(Board.streams())) {
      client.send("{\"stream\":\"board\",\"payload\":{\"do\":\"line.to\",\"x\":1,\"y\":2}}");
      assertThat(client.receiveText())
          .isEqualTo("{\"stream\":\"board\",\"payload\":{\"type\":\"ok\",\"lines\":1}}");
      client.send("{\"stream\":\"orders\",\"payload\":{\"article\":\"tea\",\"count\":0}}");
      assertThat(client.receiveText())
          .isEqualTo(
              "{\"stream\":\"orders\",\"payload\":{\"error\":{\"code\":\"invalid_message\",\"message\":\"expected"
                  + " 1 or more\",\"path\":\"count\"}}}");
      client.send("{\"stream\":\"board\",\"payload\":{\"do\":\"line.to\"}}");
      assertThat(client.expectClosed(4422).reason()).startsWith("x: expected");
    }
  }

  @Test
  void aPolicyIsPutTogetherFromPolicies() {
    try (var client = connect(WebSocket.application(Board::strictly))) {
      client.send("{\"type\":\"erase\"}");
      assertThat(ask(client, "{\"type\":\"move_to\",\"x\":1}")).contains("\"path\":\"y\"");
      client.send(Bytes.utf8("x"));
      client.expectClosed(1003);
    }
  }
}
