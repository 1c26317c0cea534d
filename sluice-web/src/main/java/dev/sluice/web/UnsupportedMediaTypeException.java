package dev.sluice.web;

import dev.sluice.DenyException;

/** Thrown for a request body of a kind that is not understood; the client gets 415. */
public final class UnsupportedMediaTypeException extends DenyException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param contentType the kind that came, or empty
   * @param expected the kinds that would do
   */
  public UnsupportedMediaTypeException(String contentType, String expected) {
    super(
        415,
        "Unsupported media type %s (expected: %s)".formatted(LogText.of(contentType), expected));
  }
}
