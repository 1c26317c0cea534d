package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the guide puts on the right of Python, line by line, stands in programs that are compiled.
 */
final class MigrationGuideTest {

  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern GAP = Pattern.compile("\\{?\\.\\.\\.}?|\u2026");

  @Test
  void everyCellOfJavaStandsInAProgram() {
    var programs =
        Repository.files(".java").stream()
            .map(file -> withoutBlanks(Repository.read(file)))
            .collect(Collectors.joining("\n"));
    var cells = cells(Repository.read(Repository.ROOT.resolve("docs/guide/migration.md")));

    assertThat(cells).hasSizeGreaterThan(80);
    assertThat(cells.stream().filter(cell -> !asPattern(cell).matcher(programs).find())).isEmpty();
  }

  /** The code in the columns whose heads say that it is Java. */
  private static List<String> cells(String guide) {
    var cells = new ArrayList<String>();
    var heads = new String[0];
    for (var line : guide.lines().toList()) {
      if (!line.startsWith("|")) {
        heads = new String[0];
        continue;
      }
      var columns = CELLS.split(line, -1);
      heads = heads.length == 0 ? columns : heads;
      for (var i = 0; i < Math.min(heads.length, columns.length); i++) {
        if (heads[i].strip().startsWith("Java")) {
          CODE.matcher(columns[i]).results().forEach(found -> cells.add(found.group(1)));
        }
      }
    }
    return cells;
  }

  /** Dots stand for what differs from program to program. */
  private static Pattern asPattern(String cell) {
    return Pattern.compile(
        GAP.splitAsStream(withoutBlanks(cell))
            .map(Pattern::quote)
            .collect(Collectors.joining(".{0,200}?")));
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }
}
