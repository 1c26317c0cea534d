package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/differences.md has a row for every name of Channels, and each name of ours in it exists. */
final class DifferencesTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `(channels\\.[\\w.]*)` \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern OUR_TYPE = Pattern.compile("`(dev\\.sluice[\\w.]*)`");

  private static final String DOCUMENT =
      Repository.read(Repository.ROOT.resolve("docs/differences.md"));

  @Test
  void everyNameOfChannelsHasOneRow() {
    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(namesOfChannels().toList());
  }

  @Test
  void everyTypeOfOursThatItNamesExists() {
    var ours = OUR_TYPE.matcher(DOCUMENT).results().map(it -> it.group(1)).distinct().toList();

    assertThat(ours).hasSizeGreaterThan(10).allSatisfy(DifferencesTest::assertExists);
  }

  @Test
  void aRowSaysWhatThereIsOrWhatIsInstead() {
    assertThat(rows().values()).allSatisfy(text -> assertThat(text).hasSizeGreaterThan(3));
  }

  private static Map<String, String> rows() {
    var rows = new TreeMap<String, String>();
    ROW.matcher(DOCUMENT).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  private static Stream<String> namesOfChannels() {
    var list =
        Repository.read(
            Repository.ROOT.resolve("sluice-house/src/test/resources/channels-names.txt"));
    return list.lines().filter(line -> line.startsWith("channels"));
  }

  private static void assertExists(String name) {
    assertThat(List.of(name, asNested(name)))
        .as(name)
        .anySatisfy(it -> assertThat(Class.forName(it)).isNotNull());
  }

  /** {@code a.Outer.Inner} as {@code a.Outer$Inner}. */
  private static String asNested(String name) {
    var words = Arrays.asList(name.split("\\."));
    return String.join(".", words.subList(0, words.size() - 1)) + "$" + words.getLast();
  }
}
