package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

  private static String row(Setting<?> setting) {
    return "| `%s` | `%s` | `%s` | %s |"
        .formatted(
            setting.key(),
            setting.variable(),
            ConfigurationText.value(setting, setting.standard()),
            setting.meaning());
  }
}
