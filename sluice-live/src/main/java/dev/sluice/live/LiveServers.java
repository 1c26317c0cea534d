package dev.sluice.live;

import dev.sluice.Application;
import dev.sluice.server.ServerConfig;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The servers that run for a test class or a test, each in the store of its own context. */
final class LiveServers {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LiveServers.class);

  private LiveServers() {}

  /** Returns the address of the server that a test wants, which starts unless it runs already. */
  static LiveAddress address(LiveServer wanted, Class<?> home, ExtensionContext context) {
    var application = Member.find(home, wanted.value(), Application.class);
    var key = new Key(application.owner(), wanted.value(), wanted.config());
    return (application.isStatic() ? outermost(context) : context)
        .getStore(NAMESPACE)
        .computeIfAbsent(
            key,
            _ ->
                RunningServer.start(
                    application.value(context), config(wanted.config(), home, context)),
            RunningServer.class)
        .address();
  }

  private static ServerConfig config(String name, Class<?> home, ExtensionContext context) {
    return name.isEmpty()
        ? ServerConfig.defaults()
        : Member.find(home, name, ServerConfig.class).value(context);
  }

  /** Returns the context of the class around all classes of tests around this one. */
  private static ExtensionContext outermost(ExtensionContext context) {
    var outermost = context;
    for (var at = context.getParent();
        at.isPresent() && at.get().getTestClass().isPresent();
        at = at.get().getParent()) {
      outermost = at.get();
    }
    return outermost;
  }

  private record Key(Class<?> owner, String application, String config) {}
}
