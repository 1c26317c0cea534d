package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many clients at once, of which some leave without a word. */
final class ManyClientsTest {

  private static final int CLIENTS = 300;
  private static final int MESSAGES = 20;

  private final AtomicInteger echoes = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(Transport.class)
  void allAreServedAndNothingIsLeftBehind(Transport transport) {
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = TestServers.start(TestServers.echo(), transport);
          var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var i = 0; i < CLIENTS; i++) {
          var client = i;
          clients.execute(() -> talk(server, client));
        }
      }
      assertThat(echoes.get()).isEqualTo(CLIENTS * MESSAGES);
      assertThat(log.rest()).isEmpty();
    }
  }

  private void talk(Server server, int number) {
    try (var client = RawClient.openWebSocket(server)) {
      for (var i = 0; i < MESSAGES; i++) {
        client.text(number + "/" + i);
      }
      for (var i = 0; i < MESSAGES; i++) {
        assertThat(client.frame().text()).isEqualTo(number + "/" + i);
        echoes.incrementAndGet();
      }
      switch (number % 3) {
        case 0 -> client.reset();
        case 1 -> client.send(Frame.close(1000).masked());
        default -> client.send(new byte[] {(byte) 0x81, (byte) 0xfe});
      }
    }
  }
}
