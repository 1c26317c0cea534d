package dev.sluice.manage;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The values that a setting takes.
 *
 * @param expected the words of an error message, after "expected"
 * @param shape how a file writes one
 * @param parser reads one, or throws {@link IllegalArgumentException}
 */
record Kind<T>(String expected, Shape shape, Function<Raw, T> parser) {

  /** How a TOML file writes a value. */
  enum Shape {
    QUOTED,
    BARE,
    LIST
  }

  /** Returns a kind whose values are one text each. */
  static <T> Kind<T> ofText(String expected, Shape shape, Function<String, T> parser) {
    return new Kind<>(
        expected,
        shape,
        raw ->
            switch (raw) {
              case Raw.Text text -> parser.apply(text.text());
              case Raw.Items list -> throw new IllegalArgumentException("a list " + list.items());
            });
  }

  /** Returns what a text from outside a file stands for: of a list, its items between commas. */
  Raw rawOf(String text) {
    return shape == Shape.LIST ? new Raw.Items(split(text)) : new Raw.Text(text);
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
