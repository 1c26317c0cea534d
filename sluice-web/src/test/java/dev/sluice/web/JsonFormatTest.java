package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.web.BadMessageException.Code;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of a sealed family, told apart by a field. */
final class JsonFormatTest {

  sealed interface Command {}

  record ChatMessage(String text, List<Line> lines) implements Command {}

  record Line(int number) {}

  sealed interface Presence extends Command {}

  record Leave() implements Presence {}

  record JoinHTTPRoom(Optional<String> name) implements Presence {}

  private final JsonFormat<Command> format = JsonFormat.of(Command.class);

  @Test
  void aRecordsNameInSnakeCaseTellsItApart() {
    var chat = new ChatMessage("hi", List.of(new Line(1)));

    var json = format.encode(chat);

    assertThat(json)
        .isEqualTo("{\"type\":\"chat_message\",\"text\":\"hi\",\"lines\":[{\"number\":1}]}");
    assertThat(format.decode(json)).isEqualTo(chat);
  }

  @Test
  void aRecordWithoutComponentsIsItsNameAlone() {
    assertThat(format.encode(new Leave())).isEqualTo("{\"type\":\"leave\"}");
    assertThat(format.decode("{\"type\":\"leave\"}")).isEqualTo(new Leave());
    assertThat(format.decode("{\"type\":\"leave\",\"more\":1}")).isEqualTo(new Leave());
  }

  @Test
  void theFieldMayStandAnywhereAndTheLastOfTwoCounts() {
    assertThat(format.decode("{\"name\":\"a\",\"type\":\"join_http_room\"}"))
        .isEqualTo(new JoinHTTPRoom(Optional.of("a")));
    assertThat(
            format.decode(
                "{\"type\":\"leave\",\"a\":{\"type\":\"x\"},\"type\":\"join_http_room\"}"))
        .isEqualTo(new JoinHTTPRoom(Optional.empty()));
  }

  @Test
  void fieldAndNamesCanBeOthers() {
    var dotted = format.withField("action").withDots().withName(Leave.class, "bye");

    assertThat(dotted.encode(new Leave())).isEqualTo("{\"action\":\"bye\"}");
    assertThat(dotted.decode("{\"action\":\"chat.message\",\"text\":\"\",\"lines\":[]}"))
        .isEqualTo(new ChatMessage("", List.of()));
    assertThatThrownBy(() -> dotted.decode("{\"action\":\"leave\"}"))
        .isInstanceOf(BadMessageException.class);
  }

  private static BadMessageException problem(ThrowingCallable call) {
    try {
      call.call();
    } catch (BadMessageException problem) {
      return problem;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
    throw new AssertionError("it was read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"close\"}                 | UNKNOWN_TYPE    | type",
        "{\"type\":\"_x\"}                    | UNKNOWN_TYPE    | type",
        "{\"type\":\"ChatMessage\"}           | UNKNOWN_TYPE    | type",
        "{\"type\":null}                      | INVALID_MESSAGE | type",
        "{\"type\":[\"leave\"]}               | INVALID_MESSAGE | type",
        "{\"type\":\"leave\",\"type\":1}      | INVALID_MESSAGE | type",
        "{}                                   | INVALID_MESSAGE | type",
        "[]                                   | INVALID_MESSAGE | type",
        "null                                 | INVALID_MESSAGE | type",
        "{\"type\":\"chat_message\",\"text\":1,\"lines\":[]} | INVALID_MESSAGE | text",
        "{\"type\":\"chat_message\",\"text\":\"\",\"lines\":[{\"number\":1},{\"number\":\"2\"}]} |"
            + " INVALID_MESSAGE | lines[1].number",
        "{\"type\":\"chat_message\"}          | INVALID_MESSAGE | text",
        "{\"type\":\"close\"                  | INVALID_JSON    | ''",
        "{\"type\":\"leave\"} x               | INVALID_JSON    | ''",
        "''                                   | INVALID_JSON    | ''"
      })
  void whatCannotBeReadIsToldWithItsPlace(String json, Code code, String path) {
    var problem = problem(() -> format.decode(json));

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.path()).isEqualTo(path);
    if (path.equals("type")) {
      assertThat(problem.problem())
          .isEqualTo("expected one of chat_message, leave, join_http_room");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void whatIsNestedTooDeeplyIsOfAKindOfItsOwn(String part) {
    var json = "{\"type\":\"leave\",\"a\":" + part.repeat(2000);

    assertThat(problem(() -> format.decode(json)).code()).isEqualTo(Code.TOO_COMPLEX);
  }

  record Order(List<Item> items) {}

  record Item(int count) {
    Item {
      if (count < 1) {
        throw new BadMessageException("count", "expected 1 or more");
      }
    }
  }

  @Test
  void aRecordsOwnCheckTellsItsField() {
    var orders = JsonFormat.of(Order.class);

    var problem = problem(() -> orders.decode("{\"items\":[{\"count\":2},{\"count\":0}]}"));

    assertThat(problem.path()).isEqualTo("items[1].count");
    assertThat(problem.problem()).isEqualTo("expected 1 or more");
    assertThat(problem.code()).isEqualTo(Code.INVALID_MESSAGE);
    assertThat(orders.encode(new Order(List.of()))).isEqualTo("{\"items\":[]}");
  }

  sealed interface Odd {}

  record Type(String type) implements Odd {}

  sealed interface Twice {
    record HttpRoom() implements Twice {}

    record HTTPRoom() implements Twice {}
  }

  sealed interface Open {}

  static non-sealed class Anything implements Open {}

  @Test
  void whatCannotBeToldApartIsRefusedAtOnce() {
    assertThatThrownBy(() -> JsonFormat.of(Odd.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a component 'type'");
    assertThat(JsonFormat.of(Command.class).withField("kind").encode(new Leave()))
        .isEqualTo("{\"kind\":\"leave\"}");
    assertThatThrownBy(() -> JsonFormat.of(Twice.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are both called 'http_room'");
    assertThatThrownBy(() -> JsonFormat.of(Open.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("records and sealed interfaces only");
    assertThatThrownBy(() -> format.withName(Leave.class, "chat_message"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are both called 'chat_message'");
  }
}
