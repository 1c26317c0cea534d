package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a configuration may say. */
final class ServerConfigTest {

  private static void refuses(ThrowingCallable change, String message) {
    assertThatThrownBy(change).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void aValueThatMakesNoSenseIsNamed() {
    var config = ServerConfig.defaults();

    refuses(() -> config.withMaxConnections(0), "maxConnections is 0 (expected: 1 or more)");
    refuses(
        () -> config.withDrainDeadline(Duration.ZERO),
        "drainDeadline is PT0S (expected: more than zero, at most PT8760H)");
    refuses(() -> config.http().withMaxHeadBytes(63), "maxHeadBytes is 63 (expected: 64 or more)");
    refuses(
        () -> config.webSocket().withMaxFrameBytes(124),
        "maxFrameBytes is 124 (expected: 125 or more)");
    refuses(() -> config.buffers().withOutboxBytes(0), "outboxBytes is 0 (expected: 1 or more)");
    refuses(
        () -> config.withServerName("a\r\nb"),
        "the server name has characters that no header may have (expected: printable ASCII)");
    refuses(
        () -> config.withBind(InetSocketAddress.createUnresolved("no.such", 1)),
        "the address to listen on is no.such/<unresolved>:1"
            + " (expected: an IP address or a host name that resolves)");
  }

  @Test
  void deadlinesAreLookedAtOftenEnough() {
    assertThat(ServerConfig.defaults().tick()).isEqualTo(Duration.ofMillis(500));
    assertThat(ServerConfig.defaults().withDrainDeadline(Duration.ofMillis(40)).tick())
        .isEqualTo(Duration.ofMillis(10));
    assertThat(ServerConfig.defaults().withDrainDeadline(Duration.ofNanos(1)).tick())
        .isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void theBodyLimitIsDjangos() {
    assertThat(HttpLimits.defaults().maxBodyBytes()).isEqualTo(2_621_440);
  }
}
