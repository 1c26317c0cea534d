package dev.sluice.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;

final class HelloTest {

  @Test
  void whatIsSaidComesBack() {
    try (var socket = WebSocketCommunicator.to(Hello.application()).path("/hello/").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("hello");
      socket.send("echo");
      assertThat(socket.receiveText()).isEqualTo("echo");
    }
  }
}
