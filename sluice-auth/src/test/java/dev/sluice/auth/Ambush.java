package dev.sluice.auth;

import dev.sluice.sessions.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Lets something happen at the very moment at which sessions have been asked for something. */
final class Ambush {

  private Ambush() {}

  /** Returns a store that does what another does, and then tells the name of what it was asked. */
  static SessionStore behind(SessionStore sessions, Consumer<String> then) {
    var proxy =
        Proxy.newProxyInstance(
            Ambush.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (same, method, arguments) -> {
              if (method.getName().equals("equals")) {
                return same == arguments[0];
              }
              try {
                return method.invoke(sessions, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                then.accept(method.getName());
              }
            });
    return (SessionStore) proxy;
  }
}
