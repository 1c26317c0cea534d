package dev.sluice.django;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sqlite.JDBC;

/** Makes sites on all kinds of databases; the servers start once for all tests that need them. */
final class Sites {

  private static final DatabaseSettings ONE =
      new DatabaseSettings(1, 20_000, Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final ExtensionContext.Store store;

  private Sites(ExtensionContext.Store store) {
    this.store = store;
  }

  /** Returns a database without tables; a folder gets its file if it is one. */
  DatabaseUrl empty(Kind kind, Path folder) {
    return switch (kind) {
      case SQLITE -> new DatabaseUrl.Sqlite(folder.resolve("site.db").toString());
      case POSTGRESQL -> postgresql().empty();
      case MARIADB -> mariadb().empty();
    };
  }

  /** Returns a site with tables and nobody in them. */
  Site migrated(Kind kind) {
    return switch (kind) {
      case SQLITE -> Site.inMemory();
      case POSTGRESQL -> Site.at(postgresql().migrated());
      case MARIADB -> Site.at(mariadb().migrated());
    };
  }

  /** Returns the same with one connection, whose statements are counted. */
  Metered metered(Kind kind) {
    return switch (kind) {
      case SQLITE -> {
        var driver = new CountingDriver(new JDBC());
        var site =
            Site.on(Database.open(DatabaseUrl.parse("sqlite://:memory:"), ONE, Stream.of(driver)));
        site.migrate();
        yield new Metered(site, new Meter.Watched(driver), () -> {});
      }
      case POSTGRESQL -> {
        var url = postgresql().migrated();
        var site = Site.at(url, ONE);
        var statistics = Database.open(postgresql().statistics(), ONE);
        yield new Metered(
            site, new Meter.Postgresql(site.database, statistics, url.name()), statistics);
      }
      case MARIADB -> {
        var site = Site.at(mariadb().migrated(), ONE);
        yield new Metered(site, new Meter.Mariadb(site.database), () -> {});
      }
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
