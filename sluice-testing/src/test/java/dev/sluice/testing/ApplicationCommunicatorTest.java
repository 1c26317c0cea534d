package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.Event;
import dev.sluice.ExtensionCommand;
import dev.sluice.ExtensionEvent;
import dev.sluice.ExtensionScope;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ApplicationCommunicatorTest {

  private static final LifespanCommand.Started STARTED =
      new LifespanCommand.Started(Attributes.none());
  private static final Application SHOUT =
      (scope, inbox, outbox) -> {
        while (inbox.receive() instanceof Line(String text)) {
          outbox.send(new Line(text.toUpperCase(Locale.ROOT)));
        }
      };

  @Test
  void aProtocolOfOnesOwnIsSpoken() {
    try (var talk = ApplicationCommunicator.start(SHOUT, new LineScope(Attributes.none()))) {
      talk.send(new Line("one"));
      talk.send(new Line("two"));

      assertThat(talk.receive()).isEqualTo(new Line("ONE"));
      assertThat(talk.receive(Line.class).text()).isEqualTo("TWO");
      talk.expectNothing();
      talk.leave(new Gone());
      talk.awaitEnd();
    }
  }

  @Test
  void whatIsLeftOpenIsCancelledAndThatIsNoFailure() {
    var heard = new ArrayList<Event>();
    Application listener =
        (scope, inbox, outbox) -> {
          while (true) {
            heard.add(inbox.receive());
          }
        };
    var event = new ChannelEvent(new Note("n"));
    try (var channel =
        ApplicationCommunicator.start(listener, new ChannelScope("jobs", Attributes.none()))) {
      assertThat(channel.post(event)).isTrue();
      channel.expectNothing();
    }
    assertThat(heard).isEqualTo(List.of(event));
  }

  @Test
  void aLifespanStartsAndEnds() {
    var heard = new ArrayList<Event>();
    Application application =
        (scope, inbox, outbox) -> {
          heard.add(inbox.receive());
          outbox.send(STARTED);
          heard.add(inbox.receive());
        };
    try (var server =
        ApplicationCommunicator.start(application, new LifespanScope(Attributes.none()))) {
      server.send(new LifespanEvent.Startup());
      assertThat(server.receive(LifespanCommand.Started.class)).isEqualTo(STARTED);
    }
    assertThat(heard).isEqualTo(List.of(new LifespanEvent.Startup(), new LifespanEvent.Shutdown()));
  }

  @Test
  void commandsThatMakeNoSenseAreRefused() {
    Application eager =
        (scope, inbox, outbox) -> {
          outbox.send(STARTED);
          outbox.send(STARTED);
        };
    var none = Attributes.none();
    for (var scope :
        List.of(new ChannelScope("c", none), new LineScope(none), new LifespanScope(none))) {
      var talk = ApplicationCommunicator.start(eager, scope);
      assertThatThrownBy(talk::awaitEnd).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whoeverIsCancelledByTheirOwnDoingHasFailed() {
    Application interrupting =
        (scope, inbox, outbox) -> {
          Thread.currentThread().interrupt();
          inbox.receive();
        };
    var talk = ApplicationCommunicator.start(interrupting, new LineScope(Attributes.none()));
    assertThatThrownBy(talk::awaitEnd).isInstanceOf(CancelledException.class);
  }

  @Test
  void aBusyApplicationIsNotOneThatSaysNothing() {
    var latch = new CountDownLatch(1);
    Application busy = (scope, inbox, outbox) -> latch.await();
    var impatient = Conditions.usual().withPatience(Duration.ofSeconds(2));
    var talk = ApplicationCommunicator.start(busy, new LineScope(Attributes.none()), impatient);

    assertThatThrownBy(talk::expectNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("busy");
    latch.countDown();
    talk.awaitEnd();
  }

  private record Line(String text) implements ExtensionEvent, ExtensionCommand {}

  private record Gone() implements ExtensionEvent {}

  private record Note(String text) implements Message {}

  private record LineScope(Attributes attributes) implements ExtensionScope {

    @Override
    public String id() {
      return "line";
    }

    @Override
    public String protocol() {
      return "lines";
    }

    @Override
    public InetSocketAddress client() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public ExtensionCommand closing(String reason) {
      return new Line(reason);
    }

    @Override
    public <T> LineScope with(Attribute<T> key, T value) {
      return new LineScope(attributes.with(key, value));
    }
  }
}
