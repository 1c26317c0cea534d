package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DenyException;
import dev.sluice.testing.HttpCommunicator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event stream looks like on the wire (WHATWG HTML, section 9.2.5). */
final class EventStreamTest {

  @Test
  void eachFieldHasALineOfItsOwn() {
    var answer =
        HttpCommunicator.to(
                EventStream.application(
                    stream -> {
                      stream.retry(Duration.ofMillis(1500));
                      stream.comment("a\nb");
                      stream.send(ServerSentEvent.of("x").withName("add").withId("7"));
                      stream.sendJson(Map.of("a", 1));
                    }))
            .exchange();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).hasValue("text/event-stream");
    assertThat(answer.headers().first("Cache-Control")).hasValue("no-store");
    assertThat(answer.text())
        .isEqualTo("retry: 1500\n\n: a\n: b\n\nevent: add\ndata: x\nid: 7\n\ndata: {\"a\":1}\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a\\nb, data: a|data: b||",
    "a\\r\\nb, data: a|data: b||",
    "a\\rid: 1, data: a|data: id: 1||",
    "a\\n\\nevent: x, data: a|data: |data: event: x||",
    "a\\n, data: a|data: ||",
    "'', data: ||",
    "' a', data:  a||",
  })
  void noLineOfTheDataIsAField(String data, String wire) {
    var text = data.replace("\\n", "\n").replace("\\r", "\r");

    assertThat(ServerSentEvent.of(text).encode()).isEqualTo(wire.replace('|', '\n'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "\n", "a\0"})
  void namesAndIdsAreOneLine(String text) {
    var event = ServerSentEvent.of("secret");

    assertThatThrownBy(() -> event.withName(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> event.withId(text)).hasMessageContaining("one line");
    assertThat(event).asString().doesNotContain("secret");
  }

  @Test
  void nobodyComesBackBeforeTheyLeft() {
    var application = EventStream.application(stream -> stream.retry(Duration.ofMillis(-1)));

    assertThatThrownBy(() -> HttpCommunicator.to(application).exchange())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: zero or a positive time");
  }

  @Test
  void theLastIdOfAClientIsReadAsUtf8() {
    var application =
        EventStream.application(stream -> stream.send(stream.lastEventId().orElse("none")));

    assertThat(HttpCommunicator.to(application).exchange().text()).contains("none");
    assertThat(
            HttpCommunicator.to(application)
                .header("Last-Event-ID", "\u00e2\u0082\u00ac")
                .exchange()
                .text())
        .contains("\u20ac");
  }

  @Test
  void aStreamThatIsNotOpenCanBeRefusedAndAnOpenOneEnds() {
    var refused =
        EventStream.application(
            stream -> {
              throw new DenyException(401, "log in");
            });
    var ended =
        EventStream.application(
            stream -> {
              stream.send("a");
              throw new DenyException(401, "log in");
            });

    assertThat(HttpCommunicator.to(refused).exchange().status()).isEqualTo(401);
    assertThat(HttpCommunicator.to(ended).exchange().text()).isEqualTo("data: a\n\n");
  }

  @Test
  void headGetsWhatGetGetsWithoutTheEvents() {
    var application =
        EventStream.application(
            stream -> {
              while (true) {
                stream.send("a");
              }
            });

    var answer = HttpCommunicator.to(application).method("HEAD").exchange();

    assertThat(answer.headers().first("Content-Type")).hasValue("text/event-stream");
    assertThat(answer.body().size()).isZero();
  }
}
