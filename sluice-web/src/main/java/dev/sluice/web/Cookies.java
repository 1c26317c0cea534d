package dev.sluice.web;

import dev.sluice.Attribute;
import dev.sluice.Headers;
import dev.sluice.MissingAttributeException;
import dev.sluice.Scope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cookies that a client sent, read as Django 5.2's {@code parse_cookie} reads them.
 *
 * <p>All {@code Cookie} lines count, joined as RFC 9113, section 8.2.3 asks; Channels reads the
 * first only. Text is Latin-1, one character for each byte, as header fields are.
 *
 * @param values by name; of two cookies with one name the later is here
 */
public record Cookies(Map<String, String> values) {

  static final Attribute<Cookies> KEY = Attribute.of("cookies", Cookies.class, "CookieMiddleware");

  /** Keeps a copy. */
  public Cookies {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns the cookies that came with a connection.
   *
   * @throws MissingAttributeException if there is no {@link CookieMiddleware} around
   */
  public static Cookies of(Scope scope) {
    return scope.get(KEY);
  }

  /** Reads the {@code Cookie} lines among header fields. */
  public static Cookies parse(Headers headers) {
    var values = new LinkedHashMap<String, String>();
    for (var pair : headers.all("Cookie").collect(Collectors.joining("; ")).split(";", -1)) {
      var equals = pair.indexOf('=');
      var name = strip(equals < 0 ? "" : pair.substring(0, equals));
      var value = strip(pair.substring(equals + 1));
      if (!name.isEmpty() || !value.isEmpty()) {
        values.put(name, CookieQuoting.unquote(value));
      }
    }
    return new Cookies(values);
  }

  /** Returns the value of a cookie, if it came; names compare with regard to case. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Lists the names and no values, which may be secrets. */
  @Override
  public String toString() {
    return "Cookies" + values.keySet();
  }

  private static String strip(String text) {
    var from = 0;
    var to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** What Python's {@code str.strip} takes away, as far as Latin-1 goes. */
  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || c == 0xa0;
  }
}
