package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class VirtualClockTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  private final VirtualClock clock = VirtualClock.at(NOW);

  @Test
  void aDayOfKeepAlivesPassesInNoTime() {
    Application application =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          inbox.receive();
          while (inbox.receive(Duration.ofMinutes(20)).isEmpty()) {
            outbox.send(new WebSocketCommand.Text("ping at " + clock.instant()));
          }
        };
    try (var socket = WebSocketCommunicator.to(application).clock(clock).connect()) {
      socket.expectAccept();
      socket.expectNothing(Duration.ofMinutes(19));
      clock.advance(Duration.ofHours(24));

      assertThat(socket.receiveText()).isEqualTo("ping at 2026-11-22T10:20:00Z");
      for (var i = 1; i < 72; i++) {
        assertThat(socket.receiveText()).startsWith("ping");
      }
      socket.expectNothing();
      assertThat(clock.instant()).isEqualTo("2026-11-23T10:19:00Z");
    }
  }

  @Test
  void aWaitEndsAtItsMomentAndNotBefore() {
    Application application =
        (scope, inbox, outbox) -> {
          inbox.receive();
          outbox.send(ACCEPT);
          var _ = inbox.receive(Duration.ofSeconds(1));
          outbox.send(new WebSocketCommand.Close(1000, "late"));
        };
    try (var socket = WebSocketCommunicator.to(application).clock(clock).connect()) {
      socket.expectAccept();
      socket.expectNothing(Duration.ofNanos(999_999_999));
      assertThatThrownBy(() -> socket.expectNothing(Duration.ofNanos(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Close");
    }
  }

  @Test
  void whatComesInTimeIsReceivedThoughNoTimePasses() {
    var taken = new CompletableFuture<Optional<Event>>();
    Application application =
        (scope, inbox, outbox) -> taken.complete(inbox.receive(Duration.ofDays(1000 * 365)));
    try (var _ = WebSocketCommunicator.to(application).clock(clock).connect()) {
      assertThat(taken.join()).contains(new WebSocketEvent.Connect());
    }
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void applicationsThatWakeEachOtherDoSoInTheOrderOfTheirMoments() {
    var order = Collections.synchronizedList(new ArrayList<String>());
    var inboxes = new CompletableFuture<Inbox>();
    Application listener =
        (scope, inbox, outbox) -> {
          inboxes.complete(inbox);
          for (var i = 0; i < 3; i++) {
            order.add("heard " + (inbox.receive() instanceof ChannelEvent(Tick(int n)) ? n : -1));
          }
        };
    Application ticker =
        (scope, inbox, outbox) -> {
          for (var i = 0; i < 3; i++) {
            var _ = inbox.receive(Duration.ofSeconds(1));
            order.add("tick " + i);
            inboxes.join().post(new ChannelEvent(new Tick(i)));
          }
        };
    var conditions = Conditions.usual().withClock(clock);
    var scope = new ChannelScope("ticks", Attributes.none());
    try (var _ = ApplicationCommunicator.start(listener, scope, conditions);
        var _ = ApplicationCommunicator.start(ticker, scope, conditions)) {
      clock.advance(Duration.ofSeconds(3));
    }
    assertThat(order)
        .isEqualTo(List.of("tick 0", "heard 0", "tick 1", "heard 1", "tick 2", "heard 2"));
  }

  @Test
  void anApplicationThatWaitsForSomethingElseIsNamedAsBusy() {
    var never = new CompletableFuture<String>();
    Application application = (scope, inbox, outbox) -> never.join();
    var impatient = new VirtualClock(NOW, Duration.ofMillis(50));
    try (var socket = WebSocketCommunicator.to(application).clock(impatient).connect()) {
      assertThatThrownBy(() -> impatient.advance(Duration.ofSeconds(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("busy");
      never.complete("");
      socket.awaitEnd();
    }
  }

  @Test
  void aCommunicatorWithoutAClockCannotLetTimePass() {
    Application patient = (scope, inbox, outbox) -> inbox.receive(Duration.ofDays(1));
    var talk = ApplicationCommunicator.start(patient, new ChannelScope("c", Attributes.none()));
    assertThatThrownBy(() -> talk.expectNothing(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withClock");
    talk.close();
  }

  @Test
  void itIsAClock() {
    assertThat(VirtualClock.start().instant()).isEqualTo("2026-01-01T00:00:00Z");
    clock.advance(Duration.ofMillis(1500));
    assertThat(clock.millis()).isEqualTo(NOW.toEpochMilli() + 1500);
    var zoned = clock.withZone(ZoneId.of("Europe/Berlin"));
    assertThat(zoned.instant()).isEqualTo(clock.instant());
    assertThat(zoned.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private record Tick(int number) implements Message {}
}
