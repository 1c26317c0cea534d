package dev.sluice.layers;

import dev.sluice.Bytes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The kinds of values that a message may have. */
final class Shapes {

  /** Up to this a double holds every whole number. */
  private static final long LARGEST_EXACT = 1L << 53;

  private Shapes() {}

  /** Returns the shape of a component's type, within those records. */
  static Shape of(Type type, Set<Class<?>> within) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, within);
    }
    return switch (type) {
      case Class<?> it when it == String.class -> plain(String.class, "a text");
      case Class<?> it when it == boolean.class || it == Boolean.class ->
          plain(Boolean.class, "true or false");
      case Class<?> it when it == long.class || it == Long.class -> number(Shapes::whole);
      case Class<?> it when it == int.class || it == Integer.class -> number(Shapes::small);
      case Class<?> it when it == double.class || it == Double.class -> number(Shapes::real);
      case Class<?> it when it == Bytes.class -> bytes();
      case Class<?> it when it.isRecord() -> record(RecordShape.of(it, within));
      default ->
          throw new IllegalArgumentException(
              "%s cannot be in a message (expected: String, boolean, int, long, double, Bytes, List, Map, Optional or a record)"
                  .formatted(type.getTypeName()));
    };
  }

  private static Shape generic(ParameterizedType type, Set<Class<?>> within) {
    var arguments = type.getActualTypeArguments();
    var last = of(arguments[arguments.length - 1], within);
    if (type.getRawType() == List.class) {
      return list(last);
    }
    if (type.getRawType() == Optional.class) {
      return optional(last);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(last);
    }
    throw new IllegalArgumentException(
        "%s cannot be in a message (expected: List, Optional, or Map with texts as keys)"
            .formatted(type.getTypeName()));
  }

  private static Shape plain(Class<?> type, String expected) {
    return shape(
        (value, _) -> value,
        (wire, where) -> {
          if (wire == null || !type.isInstance(wire)) {
            throw where.problem(kind(wire), expected);
          }
          return wire;
        });
  }

  /** A number is written as an int64 or a double, which is what every wire has. */
  private static Shape number(BiFunction<@Nullable Object, Where, Object> read) {
    return shape((value, _) -> value instanceof Integer small ? small.longValue() : value, read);
  }

  private static Object whole(@Nullable Object wire, Where where) {
    return switch (wire) {
      case Long large -> large;
      case Integer small -> small.longValue();
      case null, default -> throw where.problem(kind(wire), "a whole number of 64 bits");
    };
  }

  private static Object small(@Nullable Object wire, Where where) {
    var number = (long) whole(wire, where);
    if (number != (int) number) {
      throw where.problem("too large a number", "a whole number of 32 bits");
    }
    return (int) number;
  }

  private static Object real(@Nullable Object wire, Where where) {
    return switch (wire) {
      case Double real -> real;
      case Float real -> real.doubleValue();
      case Long large when large >= -LARGEST_EXACT && large <= LARGEST_EXACT -> (double) large;
      case Integer small -> small.doubleValue();
      case null, default -> throw where.problem(kind(wire), "a number that a double holds");
    };
  }

  private static Shape bytes() {
    return shape(
        (value, _) -> ((Bytes) value).toArray(),
        (wire, where) -> {
          if (!(wire instanceof byte[] bytes)) {
            throw where.problem(kind(wire), "bytes");
          }
          return Bytes.copyOf(bytes);
        });
  }

  private static Shape record(RecordShape record) {
    return shape(record::write, (wire, where) -> record.read(entries(wire, where), where));
  }

  private static Shape list(Shape element) {
    return shape(
        (value, where) -> each((List<?>) value, element::write, where),
        (wire, where) -> {
          if (!(wire instanceof List<?> list)) {
            throw where.problem(kind(wire), "a list");
          }
          return List.copyOf(each(list, element::read, where));
        });
  }

  private static List<@Nullable Object> each(
      List<?> values, BiFunction<Object, Where, @Nullable Object> change, Where where) {
    var changed = new ArrayList<@Nullable Object>(values.size());
    for (var value : values) {
      changed.add(change.apply(value, where.at(changed.size())));
    }
    return changed;
  }

  private static Shape map(Shape element) {
    return shape(
        (value, where) -> values((Map<?, ?>) value, element::write, where),
        (wire, where) -> Map.copyOf(values(entries(wire, where), element::read, where)));
  }

  private static Map<String, @Nullable Object> values(
      Map<?, ?> map, BiFunction<Object, Where, @Nullable Object> change, Where where) {
    var changed = new LinkedHashMap<String, @Nullable Object>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String text)) {
            throw where.problem("a map with " + kind(key) + " as a key", "texts as keys");
          }
          changed.put(text, change.apply(value, where.in(text)));
        });
    return changed;
  }

  private static Map<?, ?> entries(@Nullable Object wire, Where where) {
    if (!(wire instanceof Map<?, ?> map)) {
      throw where.problem(kind(wire), "a map");
    }
    return map;
  }

  private static Shape optional(Shape element) {
    return shape(
        (value, where) -> ((Optional<?>) value).map(it -> element.write(it, where)).orElse(null),
        (wire, where) -> wire == null ? Optional.empty() : Optional.of(element.read(wire, where)));
  }

  private static Shape shape(
      BiFunction<Object, Where, @Nullable Object> write,
      BiFunction<@Nullable Object, Where, Object> read) {
    return new Shape() {
      @Override
      public @Nullable Object write(Object value, Where where) {
        return write.apply(value, where);
      }

      @Override
      public Object read(@Nullable Object wire, Where where) {
        return read.apply(wire, where);
      }
    };
  }

  /** What a value is, without the value. */
  static String kind(@Nullable Object wire) {
    return switch (wire) {
      case null -> "missing or null";
      case String _ -> "a text";
      case Boolean _ -> "a boolean";
      case Long _, Integer _ -> "a whole number";
      case Double _, Float _ -> "a fraction";
      case byte[] _ -> "bytes";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      default -> "something else";
    };
  }
}
