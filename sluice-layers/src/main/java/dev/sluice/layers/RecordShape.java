package dev.sluice.layers;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the components of a record are written to a map, and read from one. Immutable. */
final class RecordShape {

  /** What would be mistaken for something else on a wire. */
  private static final Set<String> RESERVED = Set.of("type", "__asgi_channel__");

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<Component> components;

  private RecordShape(Class<?> type, Constructor<?> constructor, List<Component> components) {
    this.type = type;
    this.constructor = constructor;
    this.components = components;
  }

  /** Returns the shape of a message's own record. */
  static RecordShape ofMessage(Class<?> type) {
    var shape = of(type, Set.of());
    for (var component : shape.components) {
      if (RESERVED.contains(component.name)) {
        throw new IllegalArgumentException(
            "%s has a component %s, which has another meaning on the wire (expected: another name)"
                .formatted(type.getSimpleName(), component.name));
      }
    }
    return shape;
  }

  /** Returns the shape of a record within those records. */
  static RecordShape of(Class<?> type, Set<Class<?>> around) {
    var declared = type.getRecordComponents();
    if (declared == null) {
      throw new IllegalArgumentException(
          "%s is no record (expected: one)".formatted(type.getSimpleName()));
    }
    if (around.contains(type)) {
      throw new IllegalArgumentException(
          "%s contains itself (expected: records of a fixed depth)"
              .formatted(type.getSimpleName()));
    }
    var within = new HashSet<>(around);
    within.add(type);
    return new RecordShape(
        type,
        constructor(type, declared),
        Arrays.stream(declared).map(it -> Component.of(it, within)).toList());
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] declared) {
    try {
      var types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
  }

  Map<String, @Nullable Object> write(Object record, Where where) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    write(record, where, map);
    return map;
  }

  void write(Object record, Where where, Map<String, @Nullable Object> map) {
    for (var component : components) {
      var at = where.in(component.name);
      map.put(component.name, component.shape.write(component.valueOf(record, at), at));
    }
  }

  Object read(Map<?, ?> map, Where where) {
    var values = new @Nullable Object[components.size()];
    for (var index = 0; index < values.length; index++) {
      var component = components.get(index);
      values[index] = component.shape.read(map.get(component.name), where.in(component.name));
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw where.problem("refused by " + type.getSimpleName(), "values that it takes");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record cannot be made", e);
    }
  }

  private record Component(String name, Method accessor, Shape shape) {

    static Component of(RecordComponent component, Set<Class<?>> within) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Component(
          component.getName(), accessor, Shapes.of(component.getGenericType(), within));
    }

    Object valueOf(Object record, Where where) {
      try {
        var value = accessor.invoke(record);
        if (value == null) {
          throw where.problem("null", "a value, or an Optional");
        }
        return value;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record cannot be read", e);
      }
    }
  }
}
