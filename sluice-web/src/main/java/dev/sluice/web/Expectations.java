package dev.sluice.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What JSON a type is read from, in words for whoever sent something else. */
final class Expectations {

  private static final Set<Class<?>> INTEGERS =
      Set.of(
          byte.class,
          Byte.class,
          short.class,
          Short.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          java.math.BigInteger.class);
  private static final Set<Class<?>> NUMBERS =
      Set.of(float.class, Float.class, double.class, Double.class, java.math.BigDecimal.class);

  private Expectations() {}

  static String of(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return "expected text";
    }
    if (INTEGERS.contains(type)) {
      return "expected a whole number that is not too large";
    }
    if (NUMBERS.contains(type)) {
      return "expected a number that is not too large";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "expected true or false";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "expected one of ", ""));
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "expected a list";
    }
    if (type == Object.class) {
      return "expected anything but null";
    }
    return "expected an object";
  }
}
