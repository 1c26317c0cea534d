package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No program of docs/guide/programs.md is longer than what the same takes with Channels: counted
 * are lines that are not blank, without imports and comments, as the formatters of the two lay them
 * out.
 */
final class ProgramsTest {

  private static final Pattern SHOWN =
      Pattern.compile(
          "<!-- [\\w./-]+/(\\w+\\.java#\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NOT_COUNTED = Pattern.compile("\\s*|import .*|\\s*//.*|\\s*/?\\*.*");

  private static final String PAGE =
      Repository.read(Repository.ROOT.resolve("docs/guide/programs.md"));

  @ParameterizedTest
  @CsvSource({
    "hello consumer and its route, 9, Hello.java#hello",
    "auth stack with origin check and router, 15, Front.java#front",
    "custom query middleware, 12, Schemes.java#custom",
    "login and logout in a synchronous consumer, 12, Turnstile.java#turnstile",
    "login and logout in an asynchronous consumer, 14, Turnstile.java#turnstile",
    "token JSON consumer and login view, 29, Shout.java#shout"
  })
  void noProgramIsLongerThanWithChannels(String program, int lines, String region) {
    var shown = SHOWN.matcher(PAGE).results().filter(it -> it.group(1).equals(region)).toList();

    assertThat(shown).as(region).hasSize(1);
    assertThat(count(shown.getFirst().group(2)))
        .as("%s for the %s", region, program)
        .isPositive()
        .isLessThanOrEqualTo(lines);
  }

  @Test
  void countsBracketsToo() {
    assertThat(count("import a.B;\n\n// so\n/** So. */\ncall(\n    one);\n}\n")).isEqualTo(3);
  }

  private static long count(String code) {
    return code.lines().filter(line -> !NOT_COUNTED.matcher(line).matches()).count();
  }
}
