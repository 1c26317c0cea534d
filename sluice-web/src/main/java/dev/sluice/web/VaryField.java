package dev.sluice.web;

import dev.sluice.Headers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The {@code Vary} field of a response (RFC 9110, section 12.5.5). */
public final class VaryField {

  private static final String NAME = "Vary";

  private VaryField() {}

  /** Returns header fields that also tell caches that the response depends on a request field. */
  public static Headers add(Headers headers, String requestField) {
    var names = Stream.concat(present(headers), Stream.of(requestField)).toList();
    var joined = names.contains("*") ? "*" : String.join(", ", distinct(names));
    return headers.without(NAME).with(NAME, joined);
  }

  private static Stream<String> present(Headers headers) {
    return headers
        .all(NAME)
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** The spelling that comes first stays. */
  private static Collection<String> distinct(List<String> names) {
    var distinct = new LinkedHashMap<String, String>();
    names.forEach(name -> distinct.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    return distinct.values();
  }
}
