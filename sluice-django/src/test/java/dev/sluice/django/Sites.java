package dev.sluice.django;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes sites on all kinds of databases; the servers start once for all tests that need them. */
final class Sites {

  private final ExtensionContext.Store store;

  private Sites(ExtensionContext.Store store) {
    this.store = store;
  }

  /** Returns a site with tables and nobody in them. */
  Site migrated(Kind kind) {
    return switch (kind) {
      case SQLITE -> Site.inMemory();
      case POSTGRESQL -> Site.at(postgresql().migrated());
      case MARIADB -> Site.at(mariadb().migrated());
    };
  }

  PostgresqlServer postgresql() {
    return store.computeIfAbsent(
        PostgresqlServer.class, _ -> started(PostgresqlServer::start), PostgresqlServer.class);
  }

  MariadbServer mariadb() {
    return store.computeIfAbsent(
        MariadbServer.class, _ -> started(MariadbServer::start), MariadbServer.class);
  }

  private static <T> T started(Callable<T> start) {
    try {
      return start.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("could not start a database server", e);
    }
  }

  /** Hands them to the tests that ask for them. */
  static final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Sites.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return new Sites(context.getRoot().getStore(ExtensionContext.Namespace.create(Sites.class)));
    }
  }
}
