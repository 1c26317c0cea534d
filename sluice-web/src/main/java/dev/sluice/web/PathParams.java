package dev.sluice.web;

import dev.sluice.Attribute;
import dev.sluice.DenyException;
import dev.sluice.Scope;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the parameters of a path stand for, as {@link UrlRouter} read them. Immutable. */
public final class PathParams {

  static final Attribute<PathParams> KEY =
      Attribute.of("path parameters", PathParams.class, "UrlRouter");

  private final Map<String, Object> values;

  PathParams(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns the parameters of a connection's path.
   *
   * @throws dev.sluice.MissingAttributeException if no router has served it
   */
  public static PathParams of(Scope scope) {
    return scope.get(KEY);
  }

  /** The parameters' names, in the path's order. */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Returns a {@code str}, {@code slug} or {@code path}.
   *
   * @throws IllegalArgumentException if the path has no such parameter, or one of another type
   */
  public String string(String name) {
    return get(name, String.class);
  }

  /**
   * Returns an {@code int}.
   *
   * @throws DenyException with 404 if it does not fit: nothing here has such a number
   * @throws IllegalArgumentException if the path has no such parameter, or one of another type
   */
  public long integer(String name) {
    var number = bigInteger(name);
    if (number.bitLength() > 63) {
      throw new DenyException(404, "Not Found");
    }
    return number.longValue();
  }

  /** Returns an {@code int} however large it is, and otherwise does as {@link #integer}. */
  public BigInteger bigInteger(String name) {
    return get(name, BigInteger.class);
  }

  /**
   * Returns a {@code uuid}.
   *
   * @throws IllegalArgumentException if the path has no such parameter, or one of another type
   */
  public UUID uuid(String name) {
    return get(name, UUID.class);
  }

  /** Lists the names and no values. */
  @Override
  public String toString() {
    return names().toString();
  }

  private <T> T get(String name, Class<T> type) {
    var value =
        Optional.ofNullable(values.get(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no <%s> in the path (expected: one of %s)".formatted(name, names())));
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "<%s> is a %s, not a %s: choose another method, or another converter in the path"
              .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(value);
  }
}
