package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/**
 * A posted field that should hold text, judged as Django REST framework 3.16's {@code CharField}.
 */
public sealed interface PostedText {

  /** What it holds, which may be a password. */
  record Text(String text) implements PostedText {

    /** Tells the length and not the text. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /** Why it holds no text, in words for the client. */
  record Wrong(String error) implements PostedText {}

  /** Returns the field with a name, with the white space around its text. */
  static PostedText of(Map<?, ?> values, String name) {
    if (!values.containsKey(name)) {
      return new Wrong("This field is required.");
    }
    return switch (values.get(name)) {
      case null -> new Wrong("This field may not be null.");
      case String text -> judged(text);
      case Boolean _ -> new Wrong("Not a valid string.");
      case Number number -> judged(number.toString());
      default -> new Wrong("Not a valid string.");
    };
  }

  /** Returns the field with a name, without the white space around its text. */
  static PostedText stripped(Map<?, ?> values, String name) {
    return of(values, name) instanceof Text(String text) ? judged(text.strip()) : of(values, name);
  }

  /** Adds what is wrong, if anything is, under the field's name. */
  default void addErrorTo(Map<String, List<String>> errors, String name) {
    if (this instanceof Wrong(String error)) {
      errors.put(name, List.of(error));
    }
  }

  private static PostedText judged(String text) {
    if (text.isEmpty()) {
      return new Wrong("This field may not be blank.");
    }
    if (text.indexOf('\0') >= 0) {
      return new Wrong("Null characters are not allowed.");
    }
    return UTF_8.newEncoder().canEncode(text)
        ? new Text(text)
        : new Wrong("Surrogate characters are not allowed.");
  }
}
