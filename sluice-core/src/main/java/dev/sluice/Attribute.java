package dev.sluice;

/**
 * The name and type of something that a middleware adds to a scope.
 *
 * @param name as it appears in error messages and logs
 * @param type what the value is; use a record to hold something generic
 * @param provider the middleware that adds it, as it appears in error messages
 */
public record Attribute<T>(String name, Class<T> type, String provider) {

  /** Returns the key of an attribute that {@code provider} adds. */
  public static <T> Attribute<T> of(String name, Class<T> type, String provider) {
    return new Attribute<>(name, type, provider);
  }

  /** Returns the key of an attribute that some middleware of the application's own adds. */
  public static <T> Attribute<T> of(String name, Class<T> type) {
    return new Attribute<>(name, type, "the middleware that adds it");
  }
}
