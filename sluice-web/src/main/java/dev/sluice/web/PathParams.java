package dev.sluice.web;

import dev.sluice.Attribute;
import dev.sluice.DenyException;
import dev.sluice.Scope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the parameters of a path stand for, as all {@link UrlRouter}s so far read them. Of two with
 * the same name the inner router's counts. Immutable.
 */
public final class PathParams {

  static final Attribute<PathParams> KEY =
      Attribute.of("path parameters", PathParams.class, "UrlRouter");

  static final PathParams NONE = new PathParams(Map.of(), List.of(), "");

  private final Map<String, Object> values;
  private final List<Optional<String>> args;
  private final String remaining;

  private PathParams(Map<String, Object> values, List<Optional<String>> args, String remaining) {
    this.values = Collections.unmodifiableMap(values);
    this.args = List.copyOf(args);
    this.remaining = remaining;
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
   * Returns a parameter of whatever type.
   *
   * @throws IllegalArgumentException if the path has no such parameter, or one of another type
   */
  public <T> T get(String name, Class<T> type) {
    var value = value(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "<%s> is a %s, not a %s: choose another method, or another converter in the path"
              .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(value);
  }

  /**
   * Returns a {@code str}, {@code slug} or {@code path}, or a named group.
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
    return switch (value(name)) {
      case Integer small -> BigInteger.valueOf(small);
      case Long number -> BigInteger.valueOf(number);
      default -> get(name, BigInteger.class);
    };
  }

  /**
   * Returns a {@code uuid}.
   *
   * @throws IllegalArgumentException if the path has no such parameter, or one of another type
   */
  public UUID uuid(String name) {
    return get(name, UUID.class);
  }

  /**
   * The groups without a name, outer routers' first; empty is one that took no part. A regular
   * expression that has a named group too adds nothing here, as in Django.
   */
  public List<Optional<String>> args() {
    return args;
  }

  /**
   * The end of the path that no route has matched yet, such as what stands behind the prefix of a
   * {@link UrlRouter#mount}. Channels' {@code path_remaining}.
   */
  public String remaining() {
    return remaining;
  }

  /** Returns these and an inner route's. */
  PathParams with(UrlMatch match, Map<String, Object> extra) {
    var moreValues = new LinkedHashMap<>(values);
    moreValues.putAll(match.values());
    moreValues.putAll(extra);
    var moreArgs = new ArrayList<>(args);
    moreArgs.addAll(match.args());
    return new PathParams(moreValues, moreArgs, match.remaining());
  }

  /** Lists the names and no values. */
  @Override
  public String toString() {
    return names().toString();
  }

  private Object value(String name) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no <%s> in the path (expected: one of %s)".formatted(name, names())));
  }
}
