package dev.sluice.web;

import java.util.Optional;

/** Reads what stands in brackets: a set of characters. */
final class RegexSetParser {

  private static final String OCTAL = "01234567";

  private final RegexCursor cursor;
  private final boolean ascii;
  private final StringBuilder java = new StringBuilder();
  private Optional<String> sample = Optional.empty();

  RegexSetParser(RegexCursor cursor, boolean ascii) {
    this.cursor = cursor;
    this.ascii = ascii;
  }

  /** Reads a set whose opening bracket has been read. */
  RegexNode parse() {
    var others = cursor.accept("^");
    do {
      member();
    } while (!cursor.accept("]"));
    return new RegexNode.Any(
        (others ? "[^" : "[") + java + "]", others ? "^" : sample.orElseThrow());
  }

  private void member() {
    var first = one();
    var mark = cursor.mark();
    if (!cursor.accept("-")) {
      java.append(first.java());
      return;
    }
    if (cursor.sees("]")) { // then the dash stands for itself
      cursor.back(mark);
      java.append(first.java());
      return;
    }
    var last = one();
    if (!(first instanceof RegexNode.Text(var from, _)
        && last instanceof RegexNode.Text(var to, _)
        && from <= to)) {
      throw cursor.bad("a bad range", "from a character to a later one");
    }
    java.append(first.java()).append('-').append(last.java());
  }

  private RegexNode one() {
    var node = read();
    if (sample.isEmpty()) {
      sample =
          Optional.of(
              switch (node) {
                case RegexNode.Text(var character, _) -> Character.toString(character);
                case RegexNode.Any(_, var text) -> text;
                default -> "";
              });
    }
    return node;
  }

  private RegexNode read() {
    var mark = cursor.mark();
    var character = cursor.next();
    if (character != '\\') {
      return new RegexNode.Text(character, false);
    }
    var letter = cursor.next();
    var kind = RegexClass.find(letter, ascii);
    if (kind.isPresent()) {
      return kind.get();
    }
    if (letter == 'b') {
      return new RegexNode.Text('\b', false);
    }
    if (OCTAL.indexOf(letter) >= 0) {
      cursor.back(mark + 1);
      return new RegexNode.Text(RegexEscapes.octal(cursor, cursor.digits(8, 3)), false);
    }
    return new RegexNode.Text(RegexEscapes.character(cursor, letter), false);
  }
}
