package dev.sluice.django;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one text as JSON. */
final class PythonJsonParser {

  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9][0-9]*+))(\\.[0-9]++)?([eE][-+]?[0-9]++)?");

  private final String text;
  private int index;
  private int depth;

  PythonJsonParser(String text) {
    this.text = text;
  }

  @Nullable Object parse() {
    skipSpace();
    var value = value();
    skipSpace();
    if (index < text.length()) {
      throw failure("the end");
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 'n' -> word("null", null);
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'N' -> word("NaN", Double.NaN);
      case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> map() {
    enter();
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (var more = !closes('}'); more; more = continues('}')) {
      if (peek() != '"') {
        throw failure("a key in double quotes");
      }
      var key = string();
      skipSpace();
      if (!skip(':')) {
        throw failure("a colon");
      }
      skipSpace();
      map.put(key, value());
    }
    depth--;
    return map;
  }

  private List<@Nullable Object> list() {
    enter();
    var list = new ArrayList<@Nullable Object>();
    for (var more = !closes(']'); more; more = continues(']')) {
      list.add(value());
    }
    depth--;
    return list;
  }

  private void enter() {
    index++;
    depth++;
    if (depth > PythonJson.DEEPEST) {
      throw failure("lists and objects nested at most " + PythonJson.DEEPEST + " deep");
    }
  }

  private boolean closes(char end) {
    skipSpace();
    return skip(end);
  }

  /** Whether another item follows; goes to it or behind the end. */
  private boolean continues(char end) {
    if (closes(end)) {
      return false;
    }
    if (!skip(',')) {
      throw failure("a comma or " + end);
    }
    skipSpace();
    return true;
  }

  private String string() {
    index++;
    var string = new StringBuilder();
    while (!skip('"')) {
      var character = peek();
      if (character < ' ') {
        throw failure(index < text.length() ? "no control character" : "a closing quote");
      }
      index++;
      string.append(character == '\\' ? escaped() : character);
    }
    return string.toString();
  }

  private char escaped() {
    var character = peek();
    index++;
    return switch (character) {
      case '"', '\\', '/' -> character;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw failure("an escape that JSON has, before this");
    };
  }

  private char unicode() {
    var end = index + 4;
    if (end > text.length()
        || !text.substring(index, end).chars().allMatch(HexFormat::isHexDigit)) {
      throw failure("four hex digits");
    }
    var character = (char) HexFormat.fromHexDigits(text, index, end);
    index = end;
    return character;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, index)) {
      throw failure("a value");
    }
    index += word.length();
    return value;
  }

  private @Nullable Object number() {
    if (text.startsWith("-Infinity", index)) {
      return word("-Infinity", Double.NEGATIVE_INFINITY);
    }
    var number = NUMBER.matcher(text).region(index, text.length());
    if (!number.lookingAt()) {
      throw failure("a value");
    }
    index = number.end();
    var isWhole = number.group(2) == null && number.group(3) == null;
    return isWhole ? whole(number.group()) : (Object) Double.valueOf(number.group());
  }

  private Number whole(String digits) {
    if (digits.length() - (digits.startsWith("-") ? 1 : 0) > PythonJson.MOST_DIGITS) {
      throw failure("at most " + PythonJson.MOST_DIGITS + " digits, before this");
    }
    return WholeNumbers.smallest(new BigInteger(digits));
  }

  private void skipSpace() {
    while (index < text.length() && " \t\n\r".indexOf(text.charAt(index)) >= 0) {
      index++;
    }
  }

  private boolean skip(char expected) {
    if (index == text.length() || text.charAt(index) != expected) {
      return false;
    }
    index++;
    return true;
  }

  /** The next character; 0, which is none that JSON allows, at the end. */
  private char peek() {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private PythonJsonException failure(String expected) {
    return new PythonJsonException(index, expected);
  }
}
