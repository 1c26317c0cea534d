package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/guide/configuration.md has a row for every setting, with its default. */
final class ConfigurationGuideTest {

  private static final Path GUIDE =
      Path.of(System.getProperty("sluice.root", ".."), "docs", "guide", "configuration.md");

  @Test
  void everySettingHasItsRow() throws IOException {
    var rows =
        Catalogue.ALL.stream().map(ConfigurationGuideTest::row).collect(Collectors.joining("\n"));

    var shown =
        Files.readString(GUIDE)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .collect(Collectors.joining("\n"));

    assertThat(shown).isEqualTo(rows);
  }

  @Test
  void theFilesThatItShowsCanBeRead(@TempDir Path folder) throws IOException {
    var blocks =
        Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(blocks).hasSize(2);
    for (var block : blocks) {
      var file = Files.writeString(folder.resolve("sluice.toml"), block);
      var values = Values.of(List.of(new SettingsFile(file, Catalogue.KEYS).read()));
      assertThat(SiteConfig.read(values, folder)).isNotNull();
    }
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | `%s` | `%s` | %s |"
        .formatted(
            setting.key(),
            setting.variable(),
            ConfigurationText.value(setting, setting.standard()),
            setting.meaning());
  }
}
