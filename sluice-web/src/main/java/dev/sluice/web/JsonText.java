package dev.sluice.web;

/**
 * JSON that is still to be read, or already written: as a component of a record it stands for any
 * value, be it null, and keeps every digit.
 *
 * @param json one JSON value (RFC 8259)
 */
public record JsonText(String json) {

  /** Checks that the text is one JSON value. */
  public JsonText {
    JacksonJson.requireJson(json);
  }

  /**
   * Reads it as a type, as {@link Json#decode} does.
   *
   * @throws BadMessageException if it is not of this type
   */
  public <T> T as(Class<T> type) {
    return Json.standard().decode(json, type);
  }

  /** Tells the length and not the text, which may be a secret. */
  @Override
  public String toString() {
    return "JsonText[" + json.length() + "]";
  }
}
