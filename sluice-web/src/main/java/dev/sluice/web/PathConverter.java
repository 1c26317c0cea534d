package dev.sluice.web;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may stand in a path for a parameter, and what it becomes: Django 5.2's converters. */
enum PathConverter {
  STR("[^/]+"),
  INT("[0-9]+"),
  SLUG("[-a-zA-Z0-9_]+"),
  UUID("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
  PATH("[^\\n]+");

  private final String regex;

  PathConverter(String regex) {
    this.regex = regex;
  }

  static Optional<PathConverter> find(String name) {
    return Arrays.stream(values()).filter(it -> it.word().equals(name)).findFirst();
  }

  String regex() {
    return regex;
  }

  Object convert(String text) {
    return switch (this) {
      case STR, SLUG, PATH -> text;
      case INT -> new BigInteger(text);
      case UUID -> java.util.UUID.fromString(text);
    };
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
