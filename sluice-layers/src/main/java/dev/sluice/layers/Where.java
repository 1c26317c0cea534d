package dev.sluice.layers;

/**
 * A place in a message, for error messages, which tell places and kinds and never values.
 *
 * @param type the message's wire name
 * @param path such as {@code author.name}, or empty for the message itself
 */
record Where(String type, String path) {

  Where in(String component) {
    return new Where(type, path.isEmpty() ? component : path + "." + component);
  }

  Where at(int index) {
    return new Where(type, path + "[" + index + "]");
  }

  MessageFormatException problem(String what, String expected) {
    return new MessageFormatException(
        type,
        "%s is %s (expected: %s)".formatted(path.isEmpty() ? "the message" : path, what, expected));
  }
}
