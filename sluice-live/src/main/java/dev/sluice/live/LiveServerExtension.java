package dev.sluice.live;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** Starts what {@link LiveServer} asks for when it is first needed. */
final class LiveServerExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(LiveServer.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    requireAddress(parameter.getParameter().getType(), parameter.getParameter().getName());
    var wanted = parameter.findAnnotation(LiveServer.class).orElseThrow();
    var home = parameter.getDeclaringExecutable().getDeclaringClass();
    return LiveServers.address(wanted, home, context);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var test = context.getRequiredTestClass();
    for (var field : fields(test)) {
      if (ModifierSupport.isStatic(field)) {
        inject(field, test, null, context);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    for (var instance : context.getRequiredTestInstances().getAllInstances()) {
      for (var field : fields(instance.getClass())) {
        if (ModifierSupport.isNotStatic(field)) {
          inject(field, instance.getClass(), instance, context);
        }
      }
    }
  }

  private static List<Field> fields(Class<?> test) {
    return AnnotationSupport.findAnnotatedFields(
        test, LiveServer.class, _ -> true, HierarchyTraversalMode.TOP_DOWN);
  }

  private static void inject(
      Field field, Class<?> test, @Nullable Object instance, ExtensionContext context)
      throws IllegalAccessException {
    requireAddress(field.getType(), field.getName());
    var wanted = field.getAnnotation(LiveServer.class);
    field.setAccessible(true);
    field.set(instance, LiveServers.address(wanted, test, context));
  }

  private static void requireAddress(Class<?> type, String name) {
    if (type != LiveAddress.class) {
      throw new ExtensionConfigurationException(
          "'%s', which has @LiveServer, is a %s (expected: a LiveAddress)"
              .formatted(name, type.getSimpleName()));
    }
  }
}
