package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents tell the truth: their links lead somewhere, their code is code that runs. */
final class DocumentsTest {

  private static final Pattern LINK =
      Pattern.compile("\\[[^\\]\\n]*]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
  private static final Pattern EXCERPT =
      Pattern.compile("<!-- ([\\w./-]+)#([\\w-]+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\\n");

  private static final List<Path> DOCUMENTS = Repository.files(".md");

  @Test
  void everyRelativeLinkLeadsToAFile() {
    var dead = new ArrayList<String>();
    for (var document : DOCUMENTS) {
      LINK.matcher(Repository.read(document))
          .results()
          .map(found -> found.group(1))
          .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
          .filter(target -> !Files.exists(document.resolveSibling(target)))
          .forEach(target -> dead.add(Repository.name(document) + " -> " + target));
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void theReadmeLeadsToEveryPageOfTheGuide() {
    var readme = Repository.read(Repository.ROOT.resolve("README.md"));
    var guide = Repository.ROOT.resolve("docs/guide");

    assertThat(DOCUMENTS.stream().filter(page -> guide.equals(page.getParent())))
        .hasSizeGreaterThan(9)
        .allSatisfy(page -> assertThat(readme).contains("(" + Repository.name(page) + ")"));
  }

  @Test
  void theCodeShownIsARegionOfACompiledFile() {
    var excerpts = 0;
    for (var document : DOCUMENTS) {
      if (document.endsWith(Path.of("docs", "style.md"))) {
        continue;
      }
      var text = Repository.read(document);
      var shown = EXCERPT.matcher(text).results().toList();
      assertThat(shown.size())
          .as("Java in %s that names its file and region", Repository.name(document))
          .isEqualTo((int) JAVA.matcher(text).results().count());
      shown.forEach(excerpt -> assertSame(document, excerpt));
      excerpts += shown.size();
    }
    assertThat(excerpts).isPositive();
  }

  private static void assertSame(Path document, MatchResult excerpt) {
    var file = Repository.ROOT.resolve(excerpt.group(1));
    assertThat(file).as(Repository.name(document)).exists();
    assertThat(excerpt.group(3).strip())
        .as("%s shows %s#%s", Repository.name(document), excerpt.group(1), excerpt.group(2))
        .isEqualTo(region(Repository.read(file), excerpt.group(2)));
  }

  /** The lines between {@code // begin NAME} and {@code // end NAME}, moved to the left margin. */
  private static String region(String source, String name) {
    var between =
        Pattern.compile("// begin " + name + "\\n(.*?)\\n *// end " + name, Pattern.DOTALL)
            .matcher(source);
    assertThat(between.find()).as("region " + name).isTrue();
    return between.group(1).stripTrailing().stripIndent().strip();
  }
}
