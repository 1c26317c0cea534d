package dev.sluice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An immutable set of attributes with their values. */
public final class Attributes {

  private static final Attributes NONE = new Attributes(Map.of());

  private final Map<Attribute<?>, Object> values;

  private Attributes(Map<Attribute<?>, Object> values) {
    this.values = values;
  }

  /** Returns the empty set. */
  public static Attributes none() {
    return NONE;
  }

  /** Returns a set that also holds {@code value}, in place of any other under the same key. */
  public <T> Attributes with(Attribute<T> key, T value) {
    var copy = new LinkedHashMap<>(values);
    copy.put(key, key.type().cast(value));
    return new Attributes(copy);
  }

  /** Returns the value under {@code key}, if there is one. */
  public <T> Optional<T> find(Attribute<T> key) {
    return Optional.ofNullable(values.get(key)).map(key.type()::cast);
  }

  /** Lists the attributes' names, oldest first, and no values. */
  @Override
  public String toString() {
    return values.keySet().stream().map(Attribute::name).toList().toString();
  }
}
