package dev.sluice.server;

import dev.sluice.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Header fields that are lists with commas (RFC 9110, section 5.6.1). */
final class Tokens {

  private Tokens() {}

  /** Returns all elements of all fields of a name, in lower case. */
  static List<String> of(Headers headers, String name) {
    return exactly(headers, name).stream().map(token -> token.toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns all elements of all fields of a name, as they came. */
  static List<String> exactly(Headers headers, String name) {
    return headers
        .all(name)
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(token -> !token.isEmpty())
        .toList();
  }
}
