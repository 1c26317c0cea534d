package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Django reads what we encode, and we what it encodes. */
final class RealHashersTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> PASSWORDS =
      List.of("testing123", "", "пароль 🔑 é", "$", "x".repeat(300));

  @TempDir private Path folder;

  @Test
  void djangoVerifiesWhatWeEncode() throws Exception {
    var questions = new ArrayList<Map<String, String>>();
    for (var format : PasswordFormat.values()) {
      var hashers = PasswordHashersTest.preferring(format);
      for (var password : PASSWORDS) {
        var encoded = hashers.encode(password);
        questions.add(question("verify", password, encoded));
        questions.add(question("verify", "wrong" + password, encoded));
      }
    }

    var answers = ask(questions);

    for (var i = 0; i < questions.size(); i++) {
      var isRight = i % 2 == 0;
      assertThat(answers.get(i).asBoolean()).as("%s", questions.get(i)).isEqualTo(isRight);
    }
  }

  @Test
  void weVerifyWhatDjangoEncodes() throws Exception {
    var hashers = PasswordHashersTest.preferring(PasswordFormat.PBKDF2_SHA256);
    var answers = ask(PASSWORDS.stream().map(it -> question("encode", it, "")).toList());

    for (var i = 0; i < PASSWORDS.size(); i++) {
      var password = PASSWORDS.get(i);
      assertThat(answers.get(i).size()).isGreaterThanOrEqualTo(PasswordFormat.values().length);
      for (var encoded : answers.get(i)) {
        assertThat(hashers.verify(password, encoded.asString())).as("%s", encoded).isTrue();
        assertThat(hashers.verify("wrong" + password, encoded.asString()))
            .as("%s", encoded)
            .isFalse();
      }
    }
  }

  private static Map<String, String> question(String verb, String password, String encoded) {
    return Map.of("verb", verb, "password", password, "encoded", encoded);
  }

  private JsonNode ask(List<Map<String, String>> questions)
      throws IOException, InterruptedException {
    Peers.require(
        "install python3-django, python3-argon2 and python3-bcrypt", "django", "argon2", "bcrypt");
    var script = folder.resolve("real_hashers.py");
    try (var source = RealHashersTest.class.getResourceAsStream("real_hashers.py")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    var asked = Files.writeString(folder.resolve("asked.json"), JSON.writeValueAsString(questions));
    var answered = folder.resolve("answered.json");
    var process =
        new ProcessBuilder(Peers.PYTHON, script.toString())
            .redirectInput(asked.toFile())
            .redirectOutput(answered.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return JSON.readTree(Files.readString(answered, UTF_8));
  }
}
