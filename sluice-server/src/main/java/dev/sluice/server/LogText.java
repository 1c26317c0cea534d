package dev.sluice.server;

/** Makes what a client sent fit for a line of a log. */
final class LogText {

  private static final int MOST_CHARACTERS = 500;

  private LogText() {}

  /** Returns a text with what could end a line, move a cursor or turn text around escaped. */
  static String printable(String text) {
    var shown = new StringBuilder();
    text.codePoints().limit(MOST_CHARACTERS).forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          shown.append("\\u{%x}".formatted(c));
      default -> shown.append(c == '\\' || c == '"' ? "\\" : "").appendCodePoint(c);
    }
  }
}
