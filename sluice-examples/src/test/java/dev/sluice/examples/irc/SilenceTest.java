package dev.sluice.examples.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.testing.ApplicationCommunicator;
import dev.sluice.testing.Conditions;
import dev.sluice.testing.VirtualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of clients that say nothing. */
final class SilenceTest extends InRooms {

  private final VirtualClock clock = VirtualClock.start();

  private ApplicationCommunicator connect() {
    var authentication = rooms().site().authentication();
    Application application =
        (scope, inbox, outbox) -> new IrcChat(authentication, scope, inbox, outbox).serve();
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ApplicationCommunicator.start(
        application,
        new IrcScope("irc-1", here, Attributes.none()),
        Conditions.usual().withClock(clock));
  }

  @Test
  void aSilentClientIsAskedAndThenSentAway() {
    try (var client = connect()) {
      client.expectNothing(Duration.ofSeconds(119));
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.receive(IrcCommand.Line.class).message().command()).isEqualTo("PING");

      client.expectNothing(Duration.ofSeconds(119));
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.receive(IrcCommand.Close.class).reason()).isEqualTo("Ping timeout");
      client.awaitEnd();
    }
  }

  @Test
  void oneThatAnswersMayStay() {
    try (var client = connect()) {
      clock.advance(Duration.ofMinutes(2));
      client.receive(IrcCommand.Line.class);
      client.send(new IrcEvent.Line(IrcMessage.of("PONG", "sluice")));

      client.expectNothing(Duration.ofSeconds(119));
      client.leave(new IrcEvent.Disconnect());
      client.awaitEnd();
    }
  }
}
