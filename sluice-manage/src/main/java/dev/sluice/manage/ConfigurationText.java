package dev.sluice.manage;

import java.util.stream.Collectors;

/** Writes settings as a TOML file, without the secrets. */
final class ConfigurationText {

  private static final int SOURCE_COLUMN = 50;

  private ConfigurationText() {}

  /** Returns every setting on a line, with its source as a comment. */
  static String of(Values values) {
    var text = new StringBuilder();
    var table = "";
    for (var setting : Catalogue.ALL) {
      var dot = setting.key().indexOf('.');
      var here = dot < 0 ? "" : setting.key().substring(0, dot);
      if (!here.equals(table)) {
        text.append("\n[").append(here).append("]\n");
        table = here;
      }
      var given = values.given(setting);
      var line =
          (isMasked(setting, given.raw()) ? "# " : "")
              + setting.key().substring(dot + 1)
              + " = "
              + value(setting, given.raw());
      text.append(line)
          .repeat(' ', Math.max(1, SOURCE_COLUMN - line.length()))
          .append("# ")
          .append(given.source())
          .append('\n');
    }
    return text.toString();
  }

  /** Whether less is shown than there is, which no file may take for a value. */
  private static boolean isMasked(Setting<?> setting, Raw raw) {
    return !setting.veil().apply(raw).equals(raw);
  }

  /** Returns what a file would say. */
  static String value(Setting<?> setting, Raw raw) {
    return switch (setting.veil().apply(raw)) {
      case Raw.Items list ->
          list.items().stream()
              .map(ConfigurationText::quoted)
              .collect(Collectors.joining(", ", "[", "]"));
      case Raw.Text text ->
          setting.kind().shape() == Kind.Shape.BARE ? text.text() : quoted(text.text());
    };
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
        + '"';
  }
}
