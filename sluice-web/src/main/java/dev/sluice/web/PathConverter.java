package dev.sluice.web;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What may stand in a path for a parameter, what it becomes, and how it is written again: Django
 * 5.2's path converters. Immutable; safe for use by many threads if its functions are.
 *
 * @param type what it becomes, as {@link PathParams#get} is asked for it
 * @param regex what may stand there, as Python's {@code re} reads it and without named groups
 * @param convert makes the value; an {@link IllegalArgumentException} or a {@link
 *     DateTimeException} says that the route does not match after all
 * @param format writes a value for {@link UrlRouter#reverse}; an {@link IllegalArgumentException}
 *     says that it cannot be written
 */
public record PathConverter<T>(
    Class<T> type, String regex, Function<String, T> convert, Function<T, String> format) {

  /** What every router knows. */
  static final Map<String, PathConverter<?>> DJANGO =
      Map.of(
          "str", of(String.class, "[^/]+", text -> text),
          "int", of(BigInteger.class, "[0-9]+", BigInteger::new),
          "slug", of(String.class, "[-a-zA-Z0-9_]+", text -> text),
          "uuid",
              of(
                  UUID.class,
                  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                  UUID::fromString),
          "path", of(String.class, ".+", text -> text));

  /** Returns one whose values are written as {@link Object#toString} does it. */
  public static <T> PathConverter<T> of(Class<T> type, String regex, Function<String, T> convert) {
    return new PathConverter<>(type, regex, convert, Object::toString);
  }

  /** Returns the value, or nothing if the text is none after all. */
  Optional<T> value(String text) {
    try {
      return Optional.of(convert.apply(text));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Returns the text of a value; what is of another type is written as its own text. */
  Optional<String> text(Object value) {
    if (!type.isInstance(value)) {
      return Optional.of(value.toString());
    }
    try {
      return Optional.of(format.apply(type.cast(value)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
