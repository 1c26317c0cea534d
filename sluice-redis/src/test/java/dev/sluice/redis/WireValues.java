package dev.sluice.redis;

import dev.sluice.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Golden data's way to write values that JSON has no word for, as our values. */
final class WireValues {

  private WireValues() {}

  static @Nullable Object of(JsonNode json) {
    if (json.isObject()) {
      return map(json);
    }
    if (json.isArray()) {
      var list = new ArrayList<@Nullable Object>();
      json.forEach(element -> list.add(of(element)));
      return list;
    }
    if (json.isIntegralNumber()) {
      return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    return json.isNull() ? null : json.asString();
  }

  static Bytes bytes(JsonNode json) {
    return Bytes.copyOf(HexFormat.of().parseHex(json.get("__bytes__").asString()));
  }

  private static Object map(JsonNode json) {
    if (json.has("__bytes__")) {
      return bytes(json);
    }
    if (json.has("__set__")) {
      return Set.of(json);
    }
    var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    if (json.has("__map__")) {
      json.get("__map__").forEach(pair -> map.put(of(pair.get(0)), of(pair.get(1))));
    } else {
      json.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
    }
    return map;
  }

  /** Makes bytes comparable. */
  static @Nullable Object comparable(@Nullable Object value) {
    return switch (value) {
      case byte[] bytes -> Bytes.copyOf(bytes);
      case List<?> list -> {
        var some = new ArrayList<@Nullable Object>();
        list.forEach(element -> some.add(comparable(element)));
        yield some;
      }
      case Map<?, ?> map -> {
        var some = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        map.forEach((key, element) -> some.put(key, comparable(element)));
        yield some;
      }
      case null, default -> value;
    };
  }
}
