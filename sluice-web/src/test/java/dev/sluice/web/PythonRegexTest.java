package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Java finds what Python finds. */
final class PythonRegexTest {

  @Test
  void findsInHandpickedExpressionsWhatPythonFinds() {
    var texts = strings("texts");
    compare(strings("regexes").stream().map(regex -> new Question(regex, texts)).toList());
  }

  @Test
  void findsInGeneratedExpressionsWhatPythonFinds() {
    var random = new Random(4);
    compare(
        IntStream.range(0, Integer.getInteger("sluice.regexes", 3000))
            .mapToObj(
                i ->
                    new Question(
                        RandomRegex.regex(random),
                        Stream.generate(() -> RandomRegex.text(random)).limit(12).toList()))
            .toList());
  }

  /** Every character beside its neighbours in case, with all that a letter may fold to. */
  @Test
  void foldsCaseAsPythonDoes() {
    var questions = new ArrayList<Question>();
    for (var character = 0; character < 0x3000; character++) {
      var it = Character.toString(character);
      var folded = List.of(it.toUpperCase(Locale.ROOT), it.toLowerCase(Locale.ROOT));
      if (!folded.equals(List.of(it, it))) {
        questions.add(
            new Question(
                "(?i)[" + it + "]",
                Stream.concat(folded.stream(), Stream.of("k", "s", "i", "å", "ß", "µ")).toList()));
      }
    }
    compare(questions);
  }

  @Test
  void knowsTheSameDigitsSpacesAndLetters() {
    var texts =
        IntStream.range(0, 0x3400)
            .mapToObj(Character::toString)
            .filter(it -> Character.isDefined(it.codePointAt(0)))
            .toList();
    compare(
        Stream.of("\\d", "\\s", "\\w", "[^\\d]", "(?a)\\w")
            .map(regex -> new Question(regex, texts))
            .toList());
  }

  /** What Java remembers of such groups is not what Python does, so it is not tried. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(a)|b)*",
        "((a)|b)+",
        "(a*)*",
        "(|a)+",
        "((a){1,2})*",
        "(?=(a))",
        "(?!(a))b",
        "(?<=(a))b",
        "(?>(a)|b)"
      })
  void refusesGroupsThatJavaRemembersInAnotherWay(String regex) {
    assertThatThrownBy(() -> PythonRegex.compile(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the regular expression '" + regex + "' has a group that is remembered in ")
        .hasMessageEndingWith(" (expected: (?:...) there)");
  }

  @Test
  void refusesConditionsWhichJavaHasNot() {
    assertThatThrownBy(() -> PythonRegex.compile("(a)?(?(1)b|c)"))
        .hasMessageContaining("Java's expressions know no conditions");
  }

  /** What was picked, among it all that Python refuses. */
  private static List<String> strings(String list) {
    var picked = PythonRegexTest.class.getResourceAsStream("/dev/sluice/web/regexes.json");
    return JsonMapper.shared()
        .readTree(picked)
        .get(list)
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private record Question(String regex, List<String> texts) {}

  private static void compare(List<Question> questions) {
    var python = DjangoScript.ask("/django/regex.py", questions);
    var wrong = new ArrayList<String>();
    for (var i = 0; i < questions.size(); i++) {
      wrong.addAll(differences(questions.get(i), python.get(i)));
    }
    wrong.sort(Comparator.comparing(String::length));
    assertThat(wrong.subList(0, Math.min(wrong.size(), 40))).isEmpty();
  }

  private static List<String> differences(Question question, JsonNode python) {
    PythonRegex regex;
    try {
      regex = PythonRegex.compile(question.regex());
    } catch (IllegalArgumentException e) {
      return python.has("error")
              || String.valueOf(e.getMessage()).contains(" a group that is remembered ")
          ? List.of()
          : List.of(question.regex() + " is refused: " + e.getMessage());
    }
    if (python.has("error")) {
      return List.of(question.regex() + " should be refused: " + python.get("error").asString());
    }
    var wrong = new ArrayList<String>();
    for (var i = 0; i < question.texts().size(); i++) {
      var text = question.texts().get(i);
      if (python.get(i).isNull()) {
        continue;
      }
      var ours =
          List.of(seen(regex.search(text), regex, text), seen(regex.fullmatch(text), regex, text));
      var theirs = List.of(seen(python.get(i).get(0)), seen(python.get(i).get(1)));
      if (!ours.equals(theirs)) {
        wrong.add(
            "%s in %s: %s, in Python %s"
                .formatted(LogText.of(question.regex()), LogText.of(text), ours, theirs));
      }
    }
    return wrong;
  }

  private static String seen(Optional<Matcher> found, PythonRegex regex, String text) {
    if (found.isEmpty()) {
      return "null";
    }
    var match = found.get();
    var groups = new ArrayList<Object>();
    for (var i = 1; i <= match.groupCount(); i++) {
      groups.add(match.group(i));
    }
    var named = new LinkedHashMap<String, Object>();
    regex.names().forEach((name, number) -> named.put(name, match.group(number)));
    return JsonMapper.shared()
        .valueToTree(
            List.of(
                text.codePointCount(0, match.start()),
                text.codePointCount(0, match.end()),
                groups,
                named))
        .toString();
  }

  private static String seen(JsonNode python) {
    return python.toString();
  }
}
