package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpCommunicatorTest {

  @Test
  void theAnswerIsPutTogether() {
    var scopes = new ArrayList<HttpScope>();
    Application application =
        (scope, inbox, outbox) -> {
          scopes.add((HttpScope) scope);
          outbox.send(new HttpCommand.Start(201, Headers.of("X-One", "1")));
          outbox.send(new HttpCommand.Body(Bytes.utf8("a"), true));
          outbox.send(new HttpCommand.Body(Bytes.utf8("b"), false));
        };

    var answer =
        HttpCommunicator.to(application)
            .method("POST")
            .path("/x/?q=%20")
            .host("example.com")
            .cookie("a", "1")
            .exchange();

    assertThat(answer).isEqualTo(new HttpAnswer(201, Headers.of("X-One", "1"), Bytes.utf8("ab")));
    assertThat(scopes.getFirst().method()).isEqualTo("POST");
    assertThat(scopes.getFirst().query().raw()).isEqualTo("q=%20");
    assertThat(scopes.getFirst().headers())
        .isEqualTo(Headers.of("Host", "example.com").with("Cookie", "a=1"));
  }

  @Test
  void aBodyArrivesInItsPiecesAndADisconnectComesBehindTheAnswer() {
    var events = new ArrayList<Event>();
    Application application =
        (scope, inbox, outbox) -> {
          events.add(inbox.receive());
          events.add(inbox.receive());
          outbox.send(new HttpCommand.Start(204, Headers.none()));
          outbox.send(new HttpCommand.Body(Bytes.empty(), false));
          events.add(inbox.receive());
        };

    HttpCommunicator.to(application).body(Bytes.utf8("a"), Bytes.utf8("b")).exchange();

    assertThat(events)
        .isEqualTo(
            List.of(
                new HttpEvent.Body(Bytes.utf8("a"), true),
                new HttpEvent.Body(Bytes.utf8("b"), false),
                new HttpEvent.Disconnect()));
  }

  @Test
  void aClientMayLeaveInTheMiddleOfABody() {
    var events = new ArrayList<Event>();
    Application application =
        (scope, inbox, outbox) -> {
          events.add(inbox.receive());
          events.add(inbox.receive());
          outbox.send(new HttpCommand.Start(200, Headers.none()));
        };

    HttpCommunicator.to(application).body("a").abandon();

    assertThat(events)
        .isEqualTo(List.of(new HttpEvent.Body(Bytes.utf8("a"), true), new HttpEvent.Disconnect()));
  }

  @Test
  void aRefusalIsAnAnswer() {
    Application application =
        (scope, inbox, outbox) -> {
          throw new DenyException(404, "Not Found");
        };

    assertThat(HttpCommunicator.to(application).exchange().status()).isEqualTo(404);
  }

  @Test
  void aFailureOrAnUnfinishedAnswerFailsTheTest() {
    Application broken =
        (scope, inbox, outbox) -> {
          throw new UnsupportedOperationException("broken");
        };
    Application brokenLater =
        (scope, inbox, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          outbox.send(new HttpCommand.Body(Bytes.empty(), false));
          throw new UnsupportedOperationException("broken");
        };
    Application unfinished =
        (scope, inbox, outbox) -> outbox.send(new HttpCommand.Start(200, Headers.none()));

    assertThatThrownBy(() -> HttpCommunicator.to(broken).exchange())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> HttpCommunicator.to(brokenLater).exchange())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> HttpCommunicator.to(unfinished).exchange())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has ended");
  }
}
