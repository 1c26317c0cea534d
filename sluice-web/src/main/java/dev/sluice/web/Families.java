package dev.sluice.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sealed interfaces in a message, and how their records are told apart: by a field, and by what
 * each is called in it. Immutable.
 *
 * @param names for each sealed interface its records by their names
 */
record Families(String field, Map<Class<?>, Map<String, Class<?>>> names) {

  /** What those have that no format knows of. */
  static final Families USUAL = new Families("type", Map.of());

  private static final String MARK = "_";

  /**
   * Returns those in a type: itself if it is one, and those of its components, at any depth.
   *
   * @param others what some records are called instead
   */
  static Families in(Class<?> type, String field, String mark, Map<Class<?>, String> others) {
    var found = new LinkedHashMap<Class<?>, Map<String, Class<?>>>();
    if (type.isSealed()) {
      found.put(type, RecordNames.of(type, mark, others));
    }
    search(type, new HashSet<>(), it -> found.put(it, RecordNames.of(it, mark, others)));
    found.forEach(
        (family, names) -> names.values().forEach(it -> requireNoComponent(field, it, family)));
    return new Families(field, found);
  }

  private static void search(Type type, Set<Type> seen, Found found) {
    if (!seen.add(type)) {
      return;
    }
    for (var part : parts(type, found)) {
      search(part, seen, found);
    }
  }

  private static List<? extends Type> parts(Type type, Found found) {
    return switch (type) {
      case Class<?> array when array.isArray() -> List.of(array.componentType());
      case Class<?> record when record.isRecord() ->
          Arrays.stream(record.getRecordComponents()).map(RecordComponent::getGenericType).toList();
      case Class<?> family when RecordNames.isFamily(family) -> {
        found.note(family);
        yield RecordNames.records(family);
      }
      case ParameterizedType generic -> List.of(generic.getActualTypeArguments());
      case WildcardType some -> List.of(some.getUpperBounds());
      default -> List.of();
    };
  }

  private static void requireNoComponent(String field, Class<?> record, Class<?> family) {
    if (Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(field::equals)) {
      throw new IllegalArgumentException(
          "%s has a component '%s', which tells the records of %s apart (expected: another name, or JsonFormat.of with another field)"
              .formatted(record.getName(), field, family.getName()));
    }
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Every record of any of them. */
  List<Class<?>> records() {
    return names.values().stream()
        .<Class<?>>flatMap(it -> it.values().stream())
        .distinct()
        .toList();
  }

  /** Returns the record of a name. */
  Class<?> record(Class<?> family, String name) {
    var record = of(family).get(name);
    if (record == null) {
      throw new BadMessageException(BadMessageException.Code.UNKNOWN_TYPE, field, expected(family));
    }
    return record;
  }

  /** What is wrong with a message that does not say which record it is. */
  BadMessageException missing(Class<?> family) {
    return new BadMessageException(field, expected(family));
  }

  private String expected(Class<?> family) {
    return "expected one of " + String.join(", ", of(family).keySet());
  }

  /** Returns the name of a record. */
  String name(Class<?> family, Class<?> record) {
    for (var entry : of(family).entrySet()) {
      if (entry.getValue() == record) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException(
        "a %s is none of %s".formatted(record.getName(), family.getName()));
  }

  private Map<String, Class<?>> of(Class<?> family) {
    var known = names.get(family);
    return known == null ? RecordNames.of(family, MARK, Map.of()) : known;
  }

  /** What is told of each sealed interface. */
  @FunctionalInterface
  private interface Found {
    void note(Class<?> family);
  }
}
