package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No program of docs/guide/programs.md is longer than the same with Channels: counted are lines
 * that are not blank, without imports and comments, as the formatters of the two lay them out. The
 * programs for Channels are whole: each was laid out by black 23.1 and run with Channels 4.0.
 */
final class ProgramsTest {

  private static final Pattern SHOWN =
      Pattern.compile(
          "<!-- [\\w./-]+/(\\w+\\.java#\\w+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NOT_COUNTED =
      Pattern.compile("\\s*|(import|from) .*|\\s*(//|#).*|\\s*/?\\*.*");
  private static final Path PYTHON =
      Repository.ROOT.resolve("sluice-house/src/test/resources/programs");
  private static final String PAGE =
      Repository.read(Repository.ROOT.resolve("docs/guide/programs.md"));

  @ParameterizedTest
  @CsvSource({
    "hello.py, Hello.java#hello, a hello and its route",
    "front.py, Front.java#front, 'users, origins and a router'",
    "query.py, Schemes.java#custom, a middleware of one's own",
    "turnstile.py, Turnstile.java#turnstile, login and logout on a socket",
    "turnstile_async.py, Turnstile.java#turnstile, login and logout on a socket",
    "shout.py, Shout.java#shout, 'tokens, JSON and a login view'"
  })
  void noProgramIsLongerThanWithChannels(String python, String java, String row) {
    var theirs = count(Repository.read(PYTHON.resolve(python)));
    var shown = SHOWN.matcher(PAGE).results().filter(it -> it.group(1).equals(java)).toList();
    assertThat(shown).as(java).hasSize(1);
    var ours = count(shown.getFirst().group(2));

    assertThat(ours).as("%s beside %s", java, python).isPositive().isLessThanOrEqualTo(theirs);
    assertThat(PAGE)
        .as("the row of %s", row)
        .containsPattern(
            "\\| %s \\|[^|]*\\b%d\\b[^|]*\\| %d \\|".formatted(Pattern.quote(row), theirs, ours));
  }

  @Test
  void countsBracketsToo() {
    assertThat(count("import a.B;\n\n// so\n/** So. */\ncall(\n    one);\n}\n")).isEqualTo(3);
    assertThat(count("from a import b\n\n\n# so\ncall(\n    one\n)\n")).isEqualTo(3);
  }

  private static long count(String code) {
    return code.lines().filter(line -> !NOT_COUNTED.matcher(line).matches()).count();
  }
}
