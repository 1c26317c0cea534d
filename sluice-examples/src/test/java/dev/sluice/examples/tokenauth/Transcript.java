package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the original, Django 5.2 and Channels 4.3 behind Daphne, said to a client's words. */
record Transcript(String group, List<Scenario> scenarios) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads a group of scenarios, such as {@code ws-token}. */
  static Transcript of(String group) {
    var name = "transcripts/" + group + ".d52.jsonl";
    try (var in = requireNonNull(Transcript.class.getResourceAsStream(name), name)) {
      var scenarios = new String(in.readAllBytes(), UTF_8).lines().skip(1).map(Scenario::of);
      return new Transcript(group, scenarios.toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** One conversation, perhaps over several connections. */
  record Scenario(String id, String title, List<Turn> turns) {

    private static Scenario of(String line) {
      var json = JSON.readTree(line);
      var turns = new ArrayList<Turn>();
      for (var step : json.get("steps")) {
        switch (step.get("who").asString()) {
          case "client", "django" -> turns.add(new Turn(step, List.of()));
          case "server" -> turns.add(turns.removeLast().answeredBy(step));
          default -> {}
        }
      }
      return new Scenario(json.get("id").asString(), json.get("title").asString(), turns);
    }

    @Override
    public String toString() {
      return id + ": " + title;
    }
  }

  /** Something that a client or a colleague in Django does, and what the server says to it. */
  record Turn(JsonNode said, List<JsonNode> answers) {

    private Turn answeredBy(JsonNode answer) {
      var all = new ArrayList<>(answers);
      all.add(answer);
      return new Turn(said, all);
    }

    String kind() {
      return said.get("kind").asString();
    }

    /** The first answer; silence is none, and so is the end of a connection. */
    Optional<JsonNode> answer() {
      return answers.stream()
          .filter(it -> !it.get("kind").asString().matches("eof|silence"))
          .findFirst();
    }
  }
}
