package dev.sluice.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Python;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's djangorestframework-simplejwt in another process, and two users: ann and sleepy. */
final class SimpleJwt {

  private static final JsonMapper JSON = new JsonMapper();

  private SimpleJwt() {}

  /** Asks for things by the names of actions, under some of the settings {@code SIMPLE_JWT}. */
  static JsonNode ask(Map<String, ?> settings, Map<String, ?> actions)
      throws IOException, InterruptedException {
    var question = Map.of("secret_key", Tokens.SECRET, "settings", settings, "do", actions);
    try (var source = SimpleJwt.class.getResourceAsStream("simplejwt.py")) {
      var program = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
      return JSON.readTree(
          Python.run(
              "install python3-djangorestframework-simplejwt and python3-cryptography",
              JSON.writeValueAsBytes(question),
              List.of("-c", program)));
    }
  }
}
