package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.Bytes;
import dev.sluice.Frame;
import dev.sluice.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MessageTypesTest {

  record Author(String name, Optional<Integer> age) {}

  record Everything(
      String text,
      boolean truth,
      int small,
      long large,
      double real,
      Bytes bytes,
      Optional<String> some,
      Optional<String> none,
      List<Author> authors,
      Map<String, List<Long>> counts)
      implements Message {}

  sealed interface Chat extends Message {
    record UserJoined(String user) implements Chat {}

    record Said(String user, String text) implements Chat {}

    record URLShared(String user) implements Chat {}
  }

  record Strict(int number) implements Message {
    Strict {
      if (number < 0) {
        throw new IllegalArgumentException("secret " + number);
      }
    }
  }

  record Mistyped(String type) implements Message {}

  record Unwritable(Thread thread) implements Message {}

  record Endless(List<Endless> more) implements Message {}

  record Beside(String user) implements Message {}

  private static final Everything EVERYTHING =
      new Everything(
          "caf\u00e9",
          true,
          -7,
          1L << 40,
          0.1,
          Bytes.utf8("b"),
          Optional.of("here"),
          Optional.empty(),
          List.of(new Author("ann", Optional.of(3)), new Author("bob", Optional.empty())),
          Map.of("a", List.of(1L, 2L)));

  private final MessageTypes types =
      MessageTypes.none()
          .with("every.thing", Everything.class)
          .with("strict", Strict.class)
          .withFamily("chat", Chat.class);

  @Test
  void aMessageIsAMapThatAPythonPeerUnderstands() {
    var map = types.encode(EVERYTHING);

    assertThat(map.keySet())
        .containsExactly(
            "type", "text", "truth", "small", "large", "real", "bytes", "some", "none", "authors",
            "counts");
    assertThat(map)
        .containsEntry("type", "every.thing")
        .containsEntry("text", "caf\u00e9")
        .containsEntry("truth", true)
        .containsEntry("small", -7L)
        .containsEntry("large", 1L << 40)
        .containsEntry("real", 0.1)
        .containsEntry("bytes", new byte[] {'b'})
        .containsEntry("some", "here")
        .containsEntry("none", null)
        .containsEntry("authors", List.of(author("ann", 3L), author("bob", null)))
        .containsEntry("counts", Map.of("a", List.of(1L, 2L)));
  }

  @Test
  void whatWasWrittenIsReadAsTheSame() {
    assertThat(types.decode(types.encode(EVERYTHING))).isEqualTo(EVERYTHING);
  }

  @Test
  void aFamilyIsNamedAfterItsRecords() {
    assertThat(types.encode(new Chat.UserJoined("ann")))
        .isEqualTo(Map.of("type", "chat.user_joined", "user", "ann"));
    assertThat(types.encode(new Chat.URLShared("ann")))
        .as("as JsonFormat has it")
        .isEqualTo(Map.of("type", "chat.url_shared", "user", "ann"));
    assertThat(types.decode(Map.of("type", "chat.said", "user", "ann", "text", "hi")))
        .isEqualTo(new Chat.Said("ann", "hi"));
  }

  @Test
  void aFrameIsAlwaysKnown() {
    assertThat(types.encode(Frame.text("hi")))
        .isEqualTo(Map.of("type", "websocket.send", "text", "hi"));
    assertThat(types.decode(types.encode(Frame.binary(Bytes.utf8("b")))))
        .isEqualTo(Frame.binary(Bytes.utf8("b")));
    assertRefused(Map.of("type", "websocket.send"), "neither text nor bytes");
  }

  @Test
  void entriesThatARecordDoesNotKnowAreLeftOut() {
    assertThat(types.decode(Map.of("type", "strict", "number", 1, "__asgi_channel__", "x")))
        .isEqualTo(new Strict(1));
  }

  @Test
  void aMessageOfNoOrOfAnUnknownTypeIsRefused() {
    assertRefused(Map.of("text", "secret"), "it does not say its type");
    assertRefused(Map.of("type", 7), "it does not say its type");
    assertRefused(
        Map.of("type", "chat.kick"),
        "chat.kick: nobody here knows it (expected: one of [chat.said, chat.url_shared,"
            + " chat.user_joined, every.thing, strict])");
  }

  @Test
  void aBadShapeIsToldByItsPlaceAndKindAndNeverByItsValue() {
    assertShape("text", null, "text is missing or null (expected: a text)");
    assertShape("text", 1L, "text is a whole number (expected: a text)");
    assertShape("truth", 1L, "truth is a whole number (expected: true or false)");
    assertShape("small", 1L << 31, "small is too large a number");
    assertShape("large", 0.5, "large is a fraction (expected: a whole number of 64 bits)");
    assertShape("large", true, "large is a boolean (expected: a whole number of 64 bits)");
    assertShape("real", (1L << 53) + 1, "real is a whole number (expected: a number that a");
    assertShape("bytes", "secret", "bytes is a text (expected: bytes)");
    assertShape("authors", Map.of(), "authors is a map (expected: a list)");
    assertShape("authors", List.of("secret"), "authors[0] is a text (expected: a map)");
    assertShape(
        "authors",
        List.of(author("ann", 1L), Map.of("name", true)),
        "authors[1].name is a boolean (expected: a text)");
    assertShape("counts", Map.of("a", Arrays.asList(1L, null)), "counts.a[1] is missing or null");
    assertShape("counts", Map.of(1L, List.of()), "counts is a map with a whole number as a key");
    assertRefused(Map.of("type", "strict", "number", -1), "the message is refused by Strict");
  }

  @Test
  void aWholeNumberIsADoubleWhereOneIsExpected() {
    var map = new HashMap<String, @Nullable Object>(types.encode(EVERYTHING));
    map.put("real", 3L);

    assertThat(types.decode(map)).extracting("real").isEqualTo(3.0);
  }

  @Test
  void aMessageWithoutANameCannotBeWritten() {
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> types.encode(new Beside("ann")))
        .withMessageContaining("MessageTypes.with(name, Beside.class)");
  }

  @Test
  void whatCannotBeWrittenIsRefusedWhenItIsRegistered() {
    assertNotRegistered("mistyped", Mistyped.class, "has another meaning on the wire");
    assertNotRegistered("unwritable", Unwritable.class, "java.lang.Thread cannot be in a message");
    assertNotRegistered("endless", Endless.class, "contains itself");
    assertNotRegistered("chat", Chat.class, "is no record");
    assertNotRegistered("strict", Beside.class, "is known already");
    assertNotRegistered("again", Strict.class, "is known already");
    assertNotRegistered("websocket.send", Beside.class, "expected: a name like chat.message");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> types.withFamily("x", Strict.class))
        .withMessageContaining("is not sealed");
  }

  private static Map<String, @Nullable Object> author(String name, @Nullable Long age) {
    var map = new HashMap<String, @Nullable Object>();
    map.put("name", name);
    map.put("age", age);
    return map;
  }

  private void assertShape(String component, @Nullable Object value, String problem) {
    var map = new HashMap<String, @Nullable Object>(types.encode(EVERYTHING));
    map.put(component, value);
    assertRefused(map, problem);
  }

  private void assertRefused(Map<String, @Nullable Object> map, String problem) {
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> types.decode(map))
        .withMessageContaining(problem)
        .withMessageNotContaining("secret");
  }

  private void assertNotRegistered(String name, Class<? extends Message> type, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> types.with(name, type))
        .withMessageContaining(problem);
  }
}
