package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HttpStreamTest {

  private static final HttpCommand.Start OK = new HttpCommand.Start(200, Headers.none());

  /** Says every second that it is there, and repeats what it is told, until "end". */
  private static final Application FEED =
      (scope, inbox, outbox) -> {
        inbox.receive();
        outbox.send(OK);
        while (true) {
          var event = inbox.receive(Duration.ofSeconds(1));
          var text =
              event.isEmpty()
                  ? "alive"
                  : event.get() instanceof ChannelEvent(Said(String it)) ? it : "end";
          outbox.send(body(text, !text.equals("end")));
          if (text.equals("end")) {
            return;
          }
        }
      };

  @Test
  void aResponseIsReadPieceByPiece() {
    var clock = VirtualClock.start();
    try (var stream = HttpCommunicator.to(FEED).clock(clock).open()) {
      stream.expectStart(200);
      stream.expectNothing(Duration.ofMillis(900));
      clock.advance(Duration.ofMillis(100));
      assertThat(stream.receiveText()).isEqualTo("alive");
      stream.post(new ChannelEvent(new Said("news")));
      assertThat(stream.receivePiece()).isEqualTo(Bytes.utf8("news"));
      stream.post(new ChannelEvent(new Said("end")));
      assertThat(stream.receiveText()).isEqualTo("end");
      stream.expectEnd();
      stream.awaitEnd();
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleIsSeenAtOnce() {
    var events = new ArrayList<Event>();
    var failure = new CompletableFuture<Exception>();
    Application application =
        (scope, inbox, outbox) -> {
          events.add(inbox.receive());
          outbox.send(OK);
          outbox.send(body("first", true));
          events.add(inbox.receive());
          try {
            outbox.send(body("second", true));
          } catch (DisconnectedException e) {
            failure.complete(e);
          }
        };
    var stream = HttpCommunicator.to(application).open();
    stream.expectStart(200);
    assertThat(stream.receiveText()).isEqualTo("first");
    stream.leave();
    stream.awaitEnd();

    assertThat(events)
        .isEqualTo(List.of(new HttpEvent.Body(Bytes.empty(), false), new HttpEvent.Disconnect()));
    assertThat(failure).isCompleted();
  }

  @Test
  void aBodyIsSentPieceByPieceWhileTheAnswerComes() {
    Application echo =
        (scope, inbox, outbox) -> {
          outbox.send(OK);
          while (inbox.receive() instanceof HttpEvent.Body(Bytes bytes, boolean more)) {
            outbox.send(new HttpCommand.Body(bytes, more));
            if (!more) {
              return;
            }
          }
        };
    try (var stream = HttpCommunicator.to(echo).method("POST").body("zero").openUpload()) {
      stream.expectStart(200);
      assertThat(stream.receiveText()).isEqualTo("zero");
      stream.send("one");
      assertThat(stream.receiveText()).isEqualTo("one");
      assertThatThrownBy(
              () -> {
                stream.send("two");
                stream.expectEnd();
              })
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("goes on");
      stream.endBody();
      stream.expectEnd();
    }
  }

  @Test
  void whatDoesNotComeFailsTheTest() {
    Application brief =
        (scope, inbox, outbox) -> List.<Command>of(OK, body("", false)).forEach(outbox::send);
    try (var stream = HttpCommunicator.to(brief).open()) {
      assertThatThrownBy(() -> stream.expectStart(404))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("404");
      assertThatThrownBy(stream::receivePiece)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended");
    }
  }

  private static HttpCommand.Body body(String text, boolean more) {
    return new HttpCommand.Body(Bytes.utf8(text), more);
  }

  private record Said(String text) implements Message {}
}
