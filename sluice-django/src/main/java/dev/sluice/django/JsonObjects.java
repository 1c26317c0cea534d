package dev.sluice.django;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read as a value and is known to be an object. */
final class JsonObjects {

  private JsonObjects() {}

  /** Returns a map, all of whose keys are Strings, in a type that says so. */
  static Map<String, @Nullable Object> named(Map<?, ?> map) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> values.put((String) name, value));
    return values;
  }
}
