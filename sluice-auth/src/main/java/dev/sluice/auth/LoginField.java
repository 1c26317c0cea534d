package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** A field that should hold text, judged as Django REST framework 3.16's {@code CharField} does. */
sealed interface LoginField {

  /** What it holds. */
  record Text(String text) implements LoginField {

    /** Leaves out the text, which may be a password. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /** Why it holds no text. */
  record Wrong(String error) implements LoginField {}

  static LoginField of(Map<?, ?> values, String name) {
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

  /** Returns a field without the white space around its text. */
  static LoginField stripped(Map<?, ?> values, String name) {
    return of(values, name) instanceof Text(String text) ? judged(text.strip()) : of(values, name);
  }

  default void addErrorTo(Map<String, List<String>> errors, String name) {
    if (this instanceof Wrong(String error)) {
      errors.put(name, List.of(error));
    }
  }

  private static LoginField judged(String text) {
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
