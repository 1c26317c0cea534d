package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.UnavailableException;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Everything that can go wrong on purpose. */
final class FaultsTest {

  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  @Test
  void aClientThatVanishesLeavesNoCloseFrame() {
    var events = new ArrayList<Event>();
    Application application =
        (scope, inbox, outbox) -> {
          inbox.receive();
          outbox.send(ACCEPT);
          events.add(inbox.receive());
        };
    var socket = WebSocketCommunicator.to(application).connect();
    socket.expectAccept();
    socket.vanish();
    socket.awaitEnd();

    assertThat(events).isEqualTo(List.of(new WebSocketEvent.Disconnect(1006, "")));
  }

  @Test
  void aSlowClientIsWaitedForAndThenGivenUp() {
    var clock = VirtualClock.start();
    var sent = new ArrayList<Integer>();
    var last = new CompletableFuture<Event>();
    Application flood =
        (scope, inbox, outbox) -> {
          inbox.receive();
          outbox.send(ACCEPT);
          try {
            for (var i = 0; i < 1000; i++) {
              outbox.send(new WebSocketCommand.Text("" + i));
              sent.add(i);
            }
          } catch (DisconnectedException e) {
            last.complete(inbox.receive());
            throw e;
          }
        };
    try (var socket =
        WebSocketCommunicator.to(flood)
            .clock(clock)
            .slowClient(3, Duration.ofSeconds(10))
            .connect()) {
      socket.expectAccept();
      clock.advance(Duration.ofMillis(9999));
      assertThat(sent).hasSize(3);
      assertThat(socket.receiveText()).isEqualTo("0");
      clock.advance(Duration.ofMillis(9999));
      assertThat(sent).hasSize(4);
      assertThat(last).isNotDone();
      clock.advance(Duration.ofMillis(1));
      socket.awaitEnd();
    }
    assertThat(sent).hasSize(4);
    assertThat(last).isCompletedWithValue(new WebSocketEvent.Disconnect(1008, "too slow"));
  }

  @Test
  void aCloseDoesNotWaitForASlowClient() {
    Application application =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          outbox.send(new WebSocketCommand.Close(1000, ""));
        };
    try (var socket =
        WebSocketCommunicator.to(application).slowClient(1, Duration.ofDays(1)).connect()) {
      socket.awaitEnd();
      socket.expectAccept();
      socket.expectClosed(1000);
    }
    assertThatThrownBy(() -> Conditions.usual().withSlowClient(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServerThatStopsInterruptsTheWait() {
    var interrupted = new CompletableFuture<Boolean>();
    Application application =
        (scope, inbox, outbox) -> {
          outbox.send(ACCEPT);
          try {
            inbox.receive();
            inbox.receive();
          } finally {
            interrupted.complete(Thread.currentThread().isInterrupted());
          }
        };
    var socket = WebSocketCommunicator.to(application).connect();
    socket.expectAccept();
    socket.expectNothing();
    socket.cancel();
    socket.awaitEnd();

    assertThat(interrupted).isCompletedWithValue(true);
  }

  @Test
  void aPartFailsOnceOrUntilItIsMended() {
    var fault = Fault.of(() -> new IllegalArgumentException("down"));
    var part = fault.<Callable<String>>around(callable(), () -> "fine");

    assertThat(call(part)).isEqualTo("fine");
    fault.failOnce();
    assertThat(call(part)).isEqualTo("down");
    assertThat(call(part)).isEqualTo("fine");
    fault.failUntilMended();
    assertThat(call(part)).isEqualTo("down");
    assertThat(call(part)).isEqualTo("down");
    fault.mend();
    assertThat(call(part)).isEqualTo("fine");
  }

  @Test
  void aPartsOwnFailuresComeThroughAsTheyAre() {
    var part =
        Fault.outage()
            .<Callable<String>>around(
                callable(),
                () -> {
                  throw new IOException("its own");
                });

    assertThatThrownBy(part::call).isInstanceOf(IOException.class).hasMessage("its own");
    assertThat(part.toString()).isNotEmpty();
  }

  /** As {@code ChannelLayer.middleware()}, which hands the layer itself to what it makes. */
  interface Shelf {
    String take();

    default Supplier<String> taker() {
      return this::take;
    }

    default String label() {
      return "a shelf";
    }
  }

  @Test
  void whatAnInterfaceDoesByItselfMeetsTheFaultToo() {
    var outage = Fault.outage();
    var shelf =
        outage.around(
            Shelf.class,
            new Shelf() {
              @Override
              public String take() {
                return "fine";
              }

              @Override
              public String label() {
                return "its own";
              }
            });
    var taker = shelf.taker();

    assertThat(taker.get()).isEqualTo("fine");
    assertThat(shelf.label()).isEqualTo("its own");
    outage.failOnce();
    assertThatThrownBy(taker::get).isInstanceOf(UnavailableException.class);
  }

  @Test
  void aPartIsItself() {
    Runnable working = () -> {};
    var part = Fault.outage().around(Runnable.class, working);

    assertThat(Set.of(part)).contains(part).doesNotContain(working);
    assertThat(part).hasToString(working.toString());
  }

  @Test
  void anOutageIsWhatAServerCallsUnavailable() {
    var fault = Fault.outage();
    Supplier<?> part = fault.around(Supplier.class, () -> "fine");
    fault.failOnce();

    assertThatThrownBy(part::get)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("test");
  }

  @SuppressWarnings("unchecked") // a class literal has no type argument
  private static Class<Callable<String>> callable() {
    return (Class<Callable<String>>) (Class<?>) Callable.class;
  }

  private static String call(Callable<String> part) {
    try {
      return part.call();
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
