package dev.sluice.web;

/** Turns values into JSON and back. Safe for use by many threads. */
public interface Json {

  /**
   * Returns a value as JSON text, without spaces or line ends.
   *
   * @param value a record, map, collection, array, text, number, truth value, enum constant or time
   * @throws IllegalArgumentException if it is none of these, or holds a number that is not finite
   */
  String encode(Object value);

  /**
   * Reads one JSON value.
   *
   * @param type a record, whose components must all be there unless they are {@code Optional}; or
   *     {@code Map}, {@code List}, a number and so on; a sealed interface of records, see {@link
   *     JsonFormat}; or {@code Object} for whatever comes: {@code Map}, {@code List}, {@code
   *     String}, {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double}, {@code
   *     Boolean}, and null inside a map or list
   * @throws BadMessageException if the text is not JSON (RFC 8259), or not of this type, or null
   */
  <T> T decode(String json, Class<T> type);

  /**
   * The JSON of this package: unknown properties are passed over, of equal names the last wins, and
   * neither text nor numbers are made out of each other.
   */
  static Json standard() {
    return JacksonJson.STANDARD;
  }
}
