package dev.sluice.testing;

import dev.sluice.UnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A failure of a part of the site, such as a store or a channel layer, that a test brings about and
 * mends. Safe for use by many threads.
 *
 * <pre>{@code
 * var outage = Fault.outage();
 * var cache = outage.around(SessionCache.class, new InMemorySessionCache(clock));
 * outage.failOnce();
 * }</pre>
 */
public final class Fault {

  private static final int UNTIL_MENDED = Integer.MAX_VALUE;

  private final Supplier<? extends RuntimeException> failure;
  private final AtomicInteger left = new AtomicInteger();

  private Fault(Supplier<? extends RuntimeException> failure) {
    this.failure = failure;
  }

  /** Returns one that is nowhere yet, and will show itself by what {@code failure} makes. */
  public static Fault of(Supplier<? extends RuntimeException> failure) {
    return new Fault(failure);
  }

  /**
   * Returns one that is nowhere yet, and will show itself by an {@link UnavailableException}, as
   * what is away does: a server answers 503, or closes with 1013.
   */
  public static Fault outage() {
    return of(() -> new UnavailableException("this part is away, because a test wants it to be"));
  }

  /**
   * Returns a part that does what {@code working} does, except that each of its methods fails while
   * this fault lasts, also when the interface's own default methods call it. What {@link Object}
   * declares, such as {@code toString}, never fails.
   *
   * @param type a public interface
   */
  public <T> T around(Class<T> type, T working) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(self, working, method, arguments));
    return type.cast(proxy);
  }

  /** Lets the next call fail, and no other. */
  public void failOnce() {
    left.set(1);
  }

  /** Lets every call fail from now on. */
  public void failUntilMended() {
    left.set(UNTIL_MENDED);
  }

  /** Lets no call fail any more. */
  public void mend() {
    left.set(0);
  }

  private Object call(Object proxy, Object working, Method method, Object[] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofEveryObject(proxy, working, method, arguments);
    }
    if (strikes()) {
      throw failure.get();
    }
    if (isLeftToTheInterface(working, method)) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    try {
      return method.invoke(working, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** The part is itself, and not the one that works. */
  private static Object ofEveryObject(
      Object proxy, Object working, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> working.toString();
    };
  }

  private static boolean isLeftToTheInterface(Object working, Method method)
      throws NoSuchMethodException {
    return method.isDefault()
        && working.getClass().getMethod(method.getName(), method.getParameterTypes()).isDefault();
  }

  private boolean strikes() {
    return left.getAndUpdate(n -> n == UNTIL_MENDED || n == 0 ? n : n - 1) > 0;
  }
}
