package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.Frame;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One handler, whatever its clients can do. */
final class ConversationTest {

  private record Note(int number, String text) implements Message {}

  private static final List<Note> NOTES =
      IntStream.rangeClosed(1, 3).mapToObj(i -> new Note(i, "note " + i)).toList();

  private static final Application ROOM =
      posting(NOTES, Conversation.application(ConversationTest::talk, quick()));

  private static ConversationConfig quick() {
    return ConversationConfig.defaults().withPoll(Duration.ofMillis(20));
  }

  /** Passes on notes that the client has not seen, and answers what it says. */
  private static void talk(Conversation conversation) {
    var seen = conversation.lastId().map(Integer::valueOf).orElse(0);
    conversation.accept();
    for (var event : conversation) {
      switch (event) {
        case ChannelEvent(Note(int number, String text)) when number > seen ->
            conversation.send(ServerSentEvent.of(text).withId(String.valueOf(number)));
        case WebSocketEvent.Text(String text) -> conversation.send("you said " + text);
        default -> {}
      }
    }
  }

  @Test
  void aWebSocketIsOne() {
    var room = Conversation.application(ConversationTest::talk);
    try (var socket = WebSocketCommunicator.to(room).path("/?last-event-id=1").connect()) {
      socket.expectAccept();
      NOTES.forEach(note -> socket.post(new ChannelEvent(note)));
      assertThat(socket.receiveText()).isEqualTo("note 2");
      assertThat(socket.receiveText()).isEqualTo("note 3");
      socket.send("hello");
      assertThat(socket.receiveText()).isEqualTo("you said hello");
    }
  }

  @Test
  void aPollIsAnsweredWithAllThereIs() {
    var answer = HttpCommunicator.to(ROOM).exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().first("Cache-Control")).hasValue("no-store");
    assertThat(answer.text())
        .isEqualTo(
            "[{\"data\":\"note 1\",\"id\":\"1\"},{\"data\":\"note"
                + " 2\",\"id\":\"2\"},{\"data\":\"note 3\",\"id\":\"3\"}]");
  }

  @Test
  void aFrameForManyGoesIntoAnAnswerToo() {
    var room =
        posting(
            List.of(Frame.text("to all")),
            Conversation.application(ConversationTest::talk, quick()));

    assertThat(HttpCommunicator.to(room).exchange().text()).isEqualTo("[{\"data\":\"to all\"}]");
  }

  @Test
  void aPollGoesOnBehindWhatItsClientHasSeen() {
    var byHeader = HttpCommunicator.to(ROOM).header("Last-Event-ID", "2").exchange();
    var byQuery = HttpCommunicator.to(ROOM).path("/?last-event-id=2").exchange();

    assertThat(byHeader.text()).isEqualTo("[{\"data\":\"note 3\",\"id\":\"3\"}]");
    assertThat(byQuery).isEqualTo(byHeader);
  }

  @Test
  void aPollWithoutNewsIsAnsweredWith204() {
    var answer = HttpCommunicator.to(ROOM).path("/?last-event-id=3").exchange();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEqualTo(Bytes.empty());
  }

  @Test
  void anAnswerToAPollHasALimitAndTheRestIsForTheNext() {
    var many = IntStream.rangeClosed(1, 250).mapToObj(_ -> "x").toList();
    Conversation.Handler history =
        conversation -> {
          conversation.accept();
          many.forEach(conversation::send);
        };
    var answer = HttpCommunicator.to(Conversation.application(history)).exchange();

    assertThat(Json.standard().decode(answer.text(), Object[].class)).hasSize(100);
  }

  @Test
  void whoeverPostsIsHeardAndAnswered() {
    var room = Conversation.application(ConversationTest::talk);
    var answer = HttpCommunicator.to(room).method("POST").body("hi").exchange();

    assertThat(answer.text()).isEqualTo("[{\"data\":\"you said hi\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "http://testserver, 200",
    "http://elsewhere.test, 403",
    "null, 403",
    "'', 403",
  })
  void nobodyPostsWithAVisitorsCookieFromElsewhere(String origin, int status) {
    var room = Conversation.application(ConversationTest::talk);
    var post = HttpCommunicator.to(room).method("POST").cookie("sessionid", "x").body("hi");
    var from = origin.isEmpty() ? post : post.header("Origin", origin);

    assertThat(from.exchange().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/json;q=0.5, Text/Event-Stream;q=1"})
  void whoAsksForAStreamGetsOne(String accept) {
    Conversation.Handler once =
        conversation -> {
          conversation.accept();
          conversation.send(ServerSentEvent.of("a").withId("1"));
        };
    var answer =
        HttpCommunicator.to(Conversation.application(once)).header("Accept", accept).exchange();

    assertThat(answer.headers().first("Content-Type")).hasValue("text/event-stream");
    assertThat(answer.text()).isEqualTo("data: a\nid: 1\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void aRefusalIsOneEverywhere(String method) {
    var refusing =
        Conversation.application(
            _ -> {
              throw new DenyException(401, "log in");
            });
    var silent = Conversation.application(_ -> {});

    for (var accept : List.of("*/*", "text/event-stream")) {
      assertThat(status(refusing, method, accept)).isEqualTo(401);
      assertThat(status(silent, method, accept)).isEqualTo(403);
    }
  }

  @Test
  void aHandshakeIsRefusedAlike() {
    var silent = Conversation.application(_ -> {});
    try (var socket = WebSocketCommunicator.to(silent).connect()) {
      socket.expectDenied(403);
    }
  }

  private static int status(Application application, String method, String accept) {
    return HttpCommunicator.to(application)
        .method(method)
        .header("Accept", accept)
        .exchange()
        .status();
  }

  @Test
  void headWaitsForNothing() {
    var patient =
        Conversation.application(
            ConversationTest::talk, ConversationConfig.defaults().withPoll(Duration.ofHours(1)));

    assertThat(HttpCommunicator.to(patient).method("HEAD").exchange().status()).isEqualTo(204);
    assertThat(status(patient, "HEAD", "text/event-stream")).isEqualTo(200);
    assertThat(status(patient, "PUT", "*/*")).isEqualTo(405);
  }

  @Test
  void binaryMessagesAreNoPartOfIt() {
    var room = Conversation.application(ConversationTest::talk);
    try (var socket = WebSocketCommunicator.to(room).connect()) {
      socket.expectAccept();
      socket.send(Bytes.utf8("a"));
      socket.expectClosed(1003);
    }
  }

  @Test
  void timesArePositive() {
    assertThatThrownBy(() -> ConversationConfig.defaults().withPoll(Duration.ZERO))
        .hasMessageContaining("positive");
  }

  /** Has some messages wait for each connection. */
  private static Application posting(List<? extends Message> messages, Application inner) {
    return (scope, inbox, outbox) -> {
      messages.stream().map(ChannelEvent::new).forEach(inbox::post);
      inner.serve(scope, inbox, outbox);
    };
  }
}
