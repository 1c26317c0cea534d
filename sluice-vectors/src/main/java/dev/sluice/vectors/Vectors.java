package dev.sluice.vectors;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cases of one topic, as Django 5.2 and Channels 4.3 answered them.
 *
 * <p>The schema of each topic is in this module's README.
 */
public final class Vectors {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Vectors() {}

  /** Returns the cases of a topic that hold for Django 5.2, such as {@code of("query")}. */
  public static List<Case> of(String topic) {
    return all(topic, "d52").toList();
  }

  /** Returns the cases of a topic that hold for Django 3.2. */
  public static List<Case> ofDjango32(String topic) {
    return all(topic, "d32").toList();
  }

  private static Stream<Case> all(String topic, String stack) {
    var file = "/vectors/" + topic + ".json";
    try (var stream = Vectors.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no golden data in " + file);
      }
      var cases = MAPPER.readTree(stream).get("cases");
      return cases.valueStream().filter(it -> holds(it, stack)).map(Case::new);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean holds(JsonNode it, String stack) {
    return it.get("stacks").valueStream().anyMatch(name -> name.asString().equals(stack));
  }

  /** One input and the answers to it. */
  public record Case(JsonNode json) {

    /** Returns a field's text. */
    public String text(String field) {
      return json.get(field).asString();
    }

    /** Returns a field, which may be missing. */
    public JsonNode at(String field) {
      return json.path(field);
    }

    /** The name of the case, for a test's report. */
    @Override
    public String toString() {
      return text("id");
    }
  }
}
