package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the server learns that a silent client is still there. */
final class HeartbeatTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final WebSocketLimits LIMITS =
      TestServers.LIMITS
          .withPingInterval(Duration.ofMillis(50))
          .withPongTimeout(Duration.ofMillis(100));

  @Test
  void aSilentClientIsAskedOnceAndThenGivenUp() {
    var heartbeat = new Heartbeat(LIMITS, 0);

    assertThat(heartbeat.due(49_999_999)).isEqualTo(Heartbeat.Due.NOTHING);
    assertThat(heartbeat.due(50_000_000)).isEqualTo(Heartbeat.Due.PING);
    assertThat(heartbeat.due(149_999_999)).isEqualTo(Heartbeat.Due.NOTHING);
    assertThat(heartbeat.due(150_000_000)).isEqualTo(Heartbeat.Due.GIVE_UP);
  }

  @Test
  void aClientThatAnswersIsAskedAgainLater() {
    var heartbeat = new Heartbeat(LIMITS, 0);
    assertThat(heartbeat.due(50_000_000)).isEqualTo(Heartbeat.Due.PING);

    heartbeat.heard(60_000_000);

    assertThat(heartbeat.due(109_999_999)).isEqualTo(Heartbeat.Due.NOTHING);
    assertThat(heartbeat.due(110_000_000)).isEqualTo(Heartbeat.Due.PING);
  }

  @Test
  void onTheWireAPongKeepsTheSocketAndSilenceEndsIt() throws Exception {
    var last = new CompletableFuture<WebSocketEvent>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          while (!last.isDone()) {
            if (inbox.receive() instanceof WebSocketEvent.Disconnect end) {
              last.complete(end);
            }
          }
        };
    var time = new MovedTime();
    var config = TestServers.oftenLooking().withWebSocket(LIMITS.withPongTimeout(HOUR));
    try (var server = TestServers.withClock(application, config, time);
        var client = RawClient.openWebSocket(server)) {
      for (var i = 0; i < 3; i++) {
        var ping = client.frame();
        assertThat(ping.opcode()).isEqualTo(9);
        client.send(new Frame(0x8a, ping.payload()).masked());
      }
      assertThat(client.frame().opcode()).isEqualTo(9);
      time.pass(HOUR);

      assertThat(client.isAtEnd()).isTrue();
      assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo(new WebSocketEvent.Disconnect(1006, ""));
    }
  }
}
