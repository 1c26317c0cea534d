package dev.sluice.django;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value as JSON. */
final class PythonJsonWriter {

  private static final String HEX = "0123456789abcdef";

  private final String comma;
  private final String colon;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  PythonJsonWriter(String comma, String colon) {
    this.comma = comma;
    this.colon = colon;
  }

  String write(@Nullable Object value) {
    add(value);
    return text.toString();
  }

  private void add(@Nullable Object value) {
    switch (value) {
      case null -> text.append("null");
      case Boolean flag -> text.append(flag.booleanValue());
      case Integer number -> text.append(number.intValue());
      case Long number -> text.append(number.longValue());
      case BigInteger number -> addWhole(number);
      case Double number -> text.append(PythonFloat.text(number));
      case String string -> addString(string);
      case List<?> list -> addList(list);
      case Map<?, ?> map -> addMap(map);
      default ->
          throw new IllegalArgumentException(
              "a %s cannot be JSON (expected: null, Boolean, Integer, Long, BigInteger, Double, String, List or Map)"
                  .formatted(value.getClass().getName()));
    }
  }

  private void addWhole(BigInteger number) {
    var digits = number.abs().toString().length();
    if (digits > PythonJson.MOST_DIGITS) {
      throw new IllegalArgumentException(
          "a number has %d digits (expected: at most %d, which is all that Python reads)"
              .formatted(digits, PythonJson.MOST_DIGITS));
    }
    text.append(number);
  }

  private void addList(List<?> list) {
    enter();
    text.append('[');
    var separator = "";
    for (var item : list) {
      text.append(separator);
      add(item);
      separator = comma;
    }
    text.append(']');
    depth--;
  }

  private void addMap(Map<?, ?> map) {
    enter();
    text.append('{');
    var separator = "";
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new IllegalArgumentException("a key is not a String (expected: String keys)");
      }
      text.append(separator);
      addString(key);
      text.append(colon);
      add(entry.getValue());
      separator = comma;
    }
    text.append('}');
    depth--;
  }

  private void enter() {
    depth++;
    if (depth > PythonJson.DEEPEST) {
      throw new IllegalArgumentException(
          "lists and maps are nested more than %d deep (expected: less, and no cycles)"
              .formatted(PythonJson.DEEPEST));
    }
  }

  private void addString(String string) {
    text.append('"');
    for (var i = 0; i < string.length(); i++) {
      addCharacter(string.charAt(i));
    }
    text.append('"');
  }

  private void addCharacter(char character) {
    switch (character) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> addOther(character);
    }
  }

  private void addOther(char character) {
    if (character >= ' ' && character <= '~') {
      text.append(character);
      return;
    }
    text.append("\\u");
    for (var shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt(character >> shift & 0xf));
    }
  }
}
