package dev.sluice.live;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A field of a test class, or a method without parameters, that has something the test needs.
 *
 * @param owner the class of tests where it was found, though a superclass may declare it
 */
record Member<T>(Class<?> owner, java.lang.reflect.Member member, Class<T> type) {

  /** Looks into a class, its superclasses, and the same of each class around it. */
  static <T> Member<T> find(Class<?> home, String name, Class<T> type) {
    for (@Nullable Class<?> owner = home; owner != null; owner = owner.getEnclosingClass()) {
      var found = declared(owner, name, type);
      if (found.isPresent()) {
        return new Member<>(owner, found.get(), type);
      }
    }
    throw new ExtensionConfigurationException(
        "%s has nothing named '%s' for @LiveServer (expected: a field of type %s, or a method that returns one and has no parameters)"
            .formatted(home.getName(), name, type.getSimpleName()));
  }

  private static Optional<? extends java.lang.reflect.Member> declared(
      Class<?> owner, String name, Class<?> type) {
    var field =
        ReflectionSupport.findFields(
                owner,
                it -> it.getName().equals(name) && type.isAssignableFrom(it.getType()),
                HierarchyTraversalMode.BOTTOM_UP)
            .stream()
            .findFirst();
    return field.isPresent()
        ? field
        : ReflectionSupport.findMethod(owner, name)
            .filter(it -> type.isAssignableFrom(it.getReturnType()));
  }

  boolean isStatic() {
    return ModifierSupport.isStatic(member);
  }

  /** Reads or calls it, on the test's own instance unless it is static. */
  T value(ExtensionContext context) {
    var instance = isStatic() ? null : instance(context);
    try {
      var value =
          switch (member) {
            case Method method -> ReflectionSupport.invokeMethod(method, instance);
            case Field field -> ReflectionSupport.tryToReadFieldValue(field, instance).get();
            default -> throw new IllegalStateException(member + " (expected: a field or a method)");
          };
      if (value == null) {
        throw new ExtensionConfigurationException(
            "'%s' is null (expected: a %s)".formatted(member.getName(), type.getSimpleName()));
      }
      return type.cast(value);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ExtensionConfigurationException("could not read " + member, e);
    }
  }

  private Object instance(ExtensionContext context) {
    return context
        .getTestInstances()
        .flatMap(instances -> instances.findInstance(owner))
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "'%s' belongs to an instance of %s, and there is none yet (expected: static, or a server for a test, not for its class)"
                        .formatted(member.getName(), owner.getSimpleName())));
  }
}
