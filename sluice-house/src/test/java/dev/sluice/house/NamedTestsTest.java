package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests that documents name as their witnesses exist, and every promise has one. */
final class NamedTestsTest {

  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?`");
  private static final Pattern PROMISE = Pattern.compile("(?m)^\\*\\*(.*?)\\.\\*\\*");
  private static final Pattern ORIGINAL = Pattern.compile("(?m)^\\| `(tests/.*?)` \\| (.*?) \\|$");
  private static final Pattern WITNESSES =
      Pattern.compile("`\\w+(Test|Contract)\\.\\w+`(, `\\w+(Test|Contract)\\.\\w+`)*");
  private static final Pattern FAULT = Pattern.compile("(?m)^\\|.*\\|$");

  private static final Map<String, Path> TESTS =
      Stream.of("Test.java", "Contract.java")
          .flatMap(ending -> Repository.files(ending).stream())
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  Function.identity(),
                  (one, other) -> one));

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/security.md", "docs/differences.md", "docs/guide/authentication.md"})
  void everyTestThatADocumentNamesExists(String document) {
    var named =
        NAMED.matcher(Repository.read(Repository.ROOT.resolve(document))).results().toList();

    assertThat(named).isNotEmpty();
    for (var it : named) {
      assertThat(TESTS).as(document).containsKey(it.group(1));
      if (it.group(2) != null) {
        assertThat(Repository.read(TESTS.getOrDefault(it.group(1), Repository.ROOT)))
            .as("%s names %s", document, it.group())
            .contains("void " + it.group(2) + "(");
      }
    }
  }

  @Test
  void everyTestOfTheOriginalHasATestOrAReason() {
    var rows =
        ORIGINAL
            .matcher(Repository.read(Repository.ROOT.resolve("docs/differences.md")))
            .results()
            .toList();
    var list = "sluice-house/src/test/resources/channels-tests.txt";
    var originals =
        Repository.read(Repository.ROOT.resolve(list))
            .lines()
            .filter(line -> line.startsWith("tests/"))
            .toList();

    assertThat(originals).hasSizeGreaterThan(80);
    assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(originals);
    assertThat(rows)
        .extracting(row -> row.group(2))
        .allSatisfy(text -> assertThat(text).matches(WITNESSES.pattern() + "|none: .{20,}"));
  }

  @Test
  void everyPromiseOfSecurityNamesATest() {
    var text = Repository.read(Repository.ROOT.resolve("docs/security.md"));
    var paragraphs =
        List.of(text.split("\n\n", -1)).stream().filter(it -> it.startsWith("**")).toList();

    assertThat(paragraphs).hasSizeGreaterThan(10);
    for (var paragraph : paragraphs) {
      var title = PROMISE.matcher(paragraph).results().findFirst().orElseThrow().group(1);
      if (!title.equals("What is yours")) {
        assertThat(NAMED.matcher(paragraph).find()).as(title).isTrue();
      }
    }
  }

  @Test
  void everyFixedFaultNamesTheTestAndItsMethod() {
    var text = Repository.read(Repository.ROOT.resolve("docs/differences.md"));
    var section = text.substring(text.indexOf("## Faults of the original that are fixed"));
    var rows = FAULT.matcher(section).results().map(row -> row.group()).skip(2).toList();

    assertThat(rows).hasSizeGreaterThan(30);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(NAMED.matcher(row).results())
                    .as(row)
                    .isNotEmpty()
                    .allMatch(it -> it.group(2) != null));
  }
}
