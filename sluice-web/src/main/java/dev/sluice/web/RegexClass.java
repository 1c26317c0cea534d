package dev.sluice.web;

import java.util.Optional;

/**
 * The kinds of characters that Python's regular expressions know by a letter, and what Java calls
 * their members.
 */
enum RegexClass {
  /** {@code str.isdecimal}. */
  DIGIT('d', "\\p{Nd}", "0-9", "0", "x"),
  /** {@code str.isspace}. */
  SPACE(
      's',
      "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"
          + "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}",
      "\\x{9}-\\x{d}\\x{20}",
      " ",
      "x"),
  /** {@code str.isalnum} and the underscore. */
  WORD('w', "\\p{L}\\p{N}_", "a-zA-Z0-9_", "x", "!");

  private final char letter;
  private final String unicode;
  private final String ascii;
  private final String sample;
  private final String otherSample;

  RegexClass(char letter, String unicode, String ascii, String sample, String otherSample) {
    this.letter = letter;
    this.unicode = unicode;
    this.ascii = ascii;
    this.sample = sample;
    this.otherSample = otherSample;
  }

  /** Returns the one with this letter; the capital letter means all other characters. */
  static Optional<RegexNode.Any> find(int letter, boolean ascii) {
    for (var kind : values()) {
      if (letter == kind.letter) {
        return Optional.of(new RegexNode.Any("[" + kind.members(ascii) + "]", kind.sample));
      }
      if (letter == Character.toUpperCase(kind.letter)) {
        return Optional.of(new RegexNode.Any("[^" + kind.members(ascii) + "]", kind.otherSample));
      }
    }
    return Optional.empty();
  }

  String members(boolean onlyAscii) {
    return onlyAscii ? ascii : unicode;
  }

  /** Returns a character that stands for itself in Java, inside and outside of a class. */
  static String escaped(int character) {
    var plain = character < 0x80 && (Character.isLetterOrDigit(character) || character == '/');
    return plain ? Character.toString(character) : "\\x{%x}".formatted(character);
  }
}
