package dev.sluice.web;

import tools.jackson.core.JacksonException;

/** Where in a message something is wrong, such as {@code lines[2].text}. */
final class JsonPath {

  private static final int MOST_CHARACTERS = 200;

  private JsonPath() {}

  static String of(JacksonException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      append(path, step);
    }
    return path.length() <= MOST_CHARACTERS
        ? path.toString()
        : path.substring(0, MOST_CHARACTERS) + "...";
  }

  private static void append(StringBuilder path, JacksonException.Reference step) {
    var name = step.getPropertyName();
    if (name == null) {
      path.append('[').append(step.getIndex()).append(']');
      return;
    }
    path.append(path.isEmpty() ? "" : ".").append(name);
  }
}
