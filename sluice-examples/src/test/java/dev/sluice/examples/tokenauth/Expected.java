package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Headers;
import dev.sluice.examples.tokenauth.RawClient.Answer;
import dev.sluice.examples.tokenauth.RawClient.Frame;
import dev.sluice.examples.tokenauth.Transcript.Turn;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server shall say to one thing that the client does. */
sealed interface Expected {

  /** The fields that a client acts upon; the others are the server's own business. */
  List<String> FIELDS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Methods",
          "Access-Control-Max-Age",
          "Location");

  /** An HTTP answer; {@code json} is empty text where the body does not matter. */
  record Answers(int status, String json, Headers headers) implements Expected {

    void check(Answer answer, UnaryOperator<String> fill) {
      assertThat(answer.status()).as("status, with the body %s", answer.body()).isEqualTo(status);
      if (!json.isEmpty()) {
        assertThat(tree(answer.body().getBytes(ISO_8859_1)))
            .isEqualTo(tree(fill.apply(json).getBytes(UTF_8)));
      }
      for (var name : FIELDS) {
        assertThat(values(answer.headers(), name)).as(name).isEqualTo(values(headers, name));
      }
      for (var name : List.of("Vary", "Allow")) {
        assertThat(values(answer.headers(), name)).as(name).containsAll(values(headers, name));
      }
    }
  }

  /** The handshake succeeds. */
  record Opens() implements Expected {}

  /** The handshake fails. */
  record Refuses(int status) implements Expected {}

  /** A text frame. */
  record Says(String json) implements Expected {

    void check(Frame frame) {
      assertThat(frame.opcode()).isEqualTo(Frame.TEXT);
      assertThat(tree(frame.payload().toArray())).isEqualTo(tree(json.getBytes(UTF_8)));
    }
  }

  /** Nothing; the next turn's answer shows that there was none. */
  record Silence() implements Expected {}

  /** A close frame, and the end. */
  record Closes(int code) implements Expected {}

  static Expected answers(int status, String json) {
    return new Answers(status, json, Headers.none());
  }

  static Expected opens() {
    return new Opens();
  }

  static Expected refuses(int status) {
    return new Refuses(status);
  }

  static Expected says(String json) {
    return new Says(json);
  }

  static Expected silence() {
    return new Silence();
  }

  static Expected closes(int code) {
    return new Closes(code);
  }

  /** What the original said; {@code fill} puts this site's tokens into it. */
  static Expected ofOriginal(Turn turn, UnaryOperator<String> fill) throws IOException {
    if (turn.answer().isEmpty()) {
      return silence();
    }
    var answer = turn.answer().get();
    if (answer.has("status")) {
      return turn.kind().equals("ws-handshake")
          ? handshake(answer.get("status").asInt())
          : answerOf(answer, turn.said());
    }
    return answer.get("opcode").asString().equals("close")
        ? closes(answer.get("code").asInt())
        : says(fill.apply(answer.get("payload").asString()));
  }

  private static Expected handshake(int status) {
    return status == 101 ? opens() : refuses(status);
  }

  private static Expected answerOf(JsonNode answer, JsonNode said) {
    var head = fieldsOf(answer.get("head").asString());
    var isJson = head.first("Content-Type").filter("application/json"::equals).isPresent();
    var kept = Headers.none();
    for (var name : FIELDS) {
      kept = head.first(name).isPresent() ? kept.with(name, head.first(name).get()) : kept;
    }
    // DRF writes Allow into every answer; it means something where a method was wrong or asked for.
    var asksForMethods = said.get("head").asString().startsWith("OPTIONS");
    if (head.first("Allow").isPresent()
        && (answer.get("status").asInt() == 405 || asksForMethods)) {
      kept = kept.with("Allow", head.first("Allow").get());
    }
    if (values(head, "Vary").contains("Origin")) {
      kept = kept.with("Vary", "Origin");
    }
    var body = isJson ? answer.path("body").asString("") : "";
    return new Answers(answer.get("status").asInt(), body, kept);
  }

  private static Headers fieldsOf(String head) {
    var fields = Headers.none();
    for (var line : head.lines().skip(1).filter(it -> !it.isEmpty()).toList()) {
      var colon = line.indexOf(':');
      fields = fields.with(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return fields;
  }

  private static Set<String> values(Headers headers, String name) {
    var values = new TreeSet<String>();
    headers.all(name).flatMap(it -> Arrays.stream(it.split(", *"))).forEach(values::add);
    return values;
  }

  private static JsonNode tree(byte[] json) {
    return new JsonMapper().readTree(json);
  }
}
