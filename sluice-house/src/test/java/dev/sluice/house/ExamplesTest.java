package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No program of the authentication guide is longer than its original on the authentication page of
 * Channels, in three versions of that page: counted are the lines with more than brackets, which
 * are neither imports nor comments, and no {@code ...} of the original.
 */
final class ExamplesTest {

  private static final String FOLDER =
      "sluice-examples/src/main/java/dev/sluice/examples/authentication/";
  private static final Pattern SHOWN =
      Pattern.compile(
          "<!-- " + FOLDER + "(\\w+\\.java#\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NOT_COUNTED =
      Pattern.compile("\\s*|import .*|\\s*//.*|\\s*/?\\*.*|[\\s(){}\\[\\];,]*");

  private static final String GUIDE =
      Repository.read(Repository.ROOT.resolve("docs/guide/authentication.md"));

  /** What the page of Channels says in words only, or not at all. */
  private static final Set<String> WITHOUT_ORIGINAL =
      Set.of(
          "Schemes.java#routes",
          "Schemes.java#sessions",
          "Schemes.java#combined",
          "Schemes.java#attribute",
          "Door.java#door",
          "Door.java#application");

  @ParameterizedTest
  @CsvSource({
    "4.0 application, 5, Schemes.java#stack",
    "4.0 ChatConsumer.connect, 3, Schemes.java#user",
    "4.0 QueryAuthMiddleware, 12, Schemes.java#custom",
    "4.0 ChatConsumer.receive with login, 4, Door.java#login",
    "4.0 SyncChatConsumer.receive with login, 4, Door.java#login",
    "2.0 application, 4, Schemes.java#stack",
    "2.0 ChatConsumer.connect, 3, Schemes.java#user",
    "2.0 QueryAuthMiddleware, 6, Schemes.java#custom",
    "2.2 application, 4, Schemes.java#stack",
    "2.2 ChatConsumer.connect, 3, Schemes.java#user",
    "2.2 QueryAuthMiddleware, 7, Schemes.java#custom",
    "2.2 ChatConsumer.receive with login, 4, Door.java#login",
    "2.2 SyncChatConsumer.receive with login, 4, Door.java#login"
  })
  void noProgramIsLongerThanItsOriginal(String original, int lines, String region) {
    var shown = SHOWN.matcher(GUIDE).results().filter(it -> it.group(1).equals(region)).toList();

    assertThat(shown).as(region).hasSize(1);
    assertThat(count(shown.getFirst().group(2))).as("%s for %s", region, original).isPositive();
    assertThat(count(shown.getFirst().group(2)))
        .as("%s for %s", region, original)
        .isLessThanOrEqualTo(lines);
  }

  @Test
  void everyProgramOfTheGuideHasAnOriginalOrNoneToHave() {
    var programs = SHOWN.matcher(GUIDE).results().map(it -> it.group(1)).toList();

    assertThat(programs)
        .containsAll(WITHOUT_ORIGINAL)
        .contains("Schemes.java#stack", "Schemes.java#user", "Schemes.java#custom")
        .contains("Door.java#login")
        .hasSize(WITHOUT_ORIGINAL.size() + 4);
  }

  @Test
  void countsWhatSomebodyHadToThinkOf() {
    var text = List.of("import a.B;", "", "// so", "call(", "    one, two);", "}", "});", "]),");

    assertThat(count(String.join("\n", text))).isEqualTo(2);
  }

  private static long count(String code) {
    return code.lines().filter(line -> !NOT_COUNTED.matcher(line).matches()).count();
  }
}
