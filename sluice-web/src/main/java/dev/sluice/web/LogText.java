package dev.sluice.web;

/** What a client sent, made fit for one line of a log: quoted, escaped and cut. */
final class LogText {

  private static final int MOST_CHARACTERS = 100;

  private LogText() {}

  /** Returns {@code text} in quotes, in ASCII, without control characters and not too long. */
  static String of(String text) {
    var line = new StringBuilder("'");
    var shown = Math.min(text.length(), MOST_CHARACTERS);
    for (var i = 0; i < shown; i++) {
      line.append(escaped(text.charAt(i)));
    }
    line.append('\'');
    return shown == text.length()
        ? line.toString()
        : line.append("... (").append(text.length()).append(" characters)").toString();
  }

  private static String escaped(char c) {
    if (c == '\'' || c == '\\') {
      return "\\" + c;
    }
    return c >= ' ' && c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c);
  }
}
